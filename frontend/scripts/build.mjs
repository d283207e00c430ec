// Builds the pages into ../madang/static. The old build stays in place until the new one is whole.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'vite'
import { compressAssets } from './compress.mjs'
import { buildDocs } from './docs.mjs'
import { hashes, inlined } from './inline.mjs'
import { slim } from './slim.mjs'
import { buildStage } from './stage.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const fresh = join(root, 'dist')
const place = join(root, '..', 'madang', 'static')

rmSync(fresh, { recursive: true, force: true })
process.chdir(root)

// The console and the screen share chunks; the audience page is built alone, because it must be one document. What it
// loads later, the stage and the cards of the kinds, is a third build: the document only knows its address.
await build({
  logLevel: 'warn',
  build: { outDir: fresh, rolldownOptions: { input: ['console.html', 'screen.html'] } },
})
const stage = await buildStage(fresh)
const audience = await build({
  logLevel: 'warn',
  plugins: [slim],
  define: { STAGE: JSON.stringify(stage) },
  build: { write: false, cssCodeSplit: false, rolldownOptions: { input: 'join.html' } },
})
writeFileSync(join(fresh, 'join.html'), inlined(audience.output, 'join.html'))
buildDocs(fresh)

const pages = ['join.html', 'console.html', 'screen.html', 'docs.html']
const policy = pages.map((page) => [page, hashes(readFileSync(join(fresh, page), 'utf8'))])
writeFileSync(join(fresh, 'csp.json'), JSON.stringify(Object.fromEntries(policy), null, 2) + '\n')
compressAssets(join(fresh, 'assets'))

mkdirSync(join(place, '..'), { recursive: true })
rmSync(place, { recursive: true, force: true })
renameSync(fresh, place)
