import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const swagger = (name) => createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`)
const own = (name) => fileURLToPath(new URL(name, import.meta.url))

/** The API's reference: Swagger UI, from our own host. */
export function buildDocs(folder) {
  mkdirSync(join(folder, 'assets', 'docs'), { recursive: true })
  const [style, bundle, start] = [
    swagger('swagger-ui.css'),
    swagger('swagger-ui-bundle.js'),
    own('docs-start.js'),
  ].map((path) => place(folder, path))
  writeFileSync(
    join(folder, 'docs.html'),
    `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Madang API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${bundle}"></script>
<script src="${start}"></script>
</body>
</html>
`,
  )
}

/** Copies a file under a name that carries its digest; answers its address. */
function place(folder, path) {
  const content = readFileSync(path, 'utf8').replace(/\n\/[/*]# sourceMappingURL=.*/, '')
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8)
  const extension = extname(path)
  const name = `docs/${basename(path, extension)}-${digest}${extension}`
  writeFileSync(join(folder, 'assets', name), content)
  return `/assets/${name}`
}
