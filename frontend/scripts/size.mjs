// What a hall of phones loads must stay small over the wire.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const place = new URL('../../madang/static/', import.meta.url)
const gzipped = (name) => gzipSync(readFileSync(new URL(name, place)), { level: 9 }).length
let failed = false

function check(what, size, most) {
  console.log(`${what}: ${size} bytes with gzip${most ? `, ${most} at most` : ''}`)
  failed ||= size > most
}

// 27 kB with the session's state, which the server appends and which takes about half of one.
check('join.html', gzipped('join.html'), 26_500)

// The stage comes when somebody is in the room; what a card brings beyond it comes when it is first shown.
const BIG = ['ranking', 'chat']
const manifest = JSON.parse(readFileSync(new URL('stage.json', place), 'utf8'))
const files = (key, seen = new Set()) => {
  const { file, css = [], imports = [] } = manifest[key]
  seen.add(file)
  for (const name of css) seen.add(name)
  for (const other of imports) files(other, seen)
  return seen
}
const total = (names) => [...names].reduce((sum, name) => sum + gzipped(name), 0)

const stage = files('src/stage/main.ts')
check('the stage', total(stage))
for (const key of Object.keys(manifest)) {
  const kind = /src\/kinds\/([^/]+)\/Card\.svelte$/.exec(key)?.[1]
  if (!kind) continue
  const own = [...files(key)].filter((name) => !stage.has(name))
  check(`the card of ${kind}`, total(own), BIG.includes(kind) ? 10_000 : 4_000)
}

if (failed) process.exit(1)
