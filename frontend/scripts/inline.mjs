import { createHash } from 'node:crypto'

/** One document out of a build of one entry: its style in the head, its script at the end of the body. */
export function inlined(output, name) {
  const page = output.find((file) => file.fileName === name)
  const scripts = output.filter((file) => file.type === 'chunk')
  const styles = output.filter((file) => file.fileName.endsWith('.css'))
  const others = output.filter((file) => ![page, ...scripts, ...styles].includes(file))
  if (scripts.length !== 1 || styles.length > 1 || others.length) {
    throw new Error(`${name} must be one document, and brings ${output.map((f) => f.fileName)}`)
  }
  const script = scripts[0].code.trim()
  const style = String(styles[0]?.source ?? '').trim()
  if (/<\/?script/i.test(script) || /<\/style/i.test(style)) {
    throw new Error(`${name}: its code would close its own element`)
  }
  const html = page.source
    .replace(/\s*<script type="module"[^>]*src="[^"]*"[^>]*><\/script>/g, '')
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
  const [before, after, ...more] = html.split('<!--state-->')
  if (after === undefined || more.length) throw new Error(`${name} needs <!--state--> once`)
  const whole = `${before.trimEnd()}\n<script type="module">${script}</script>\n<!--state-->${after.trimStart()}`
  const [head, body] = whole.split('</head>')
  const result = `${head.trimEnd()}\n<style>${style}</style>\n</head>${body}`
  return result.replace(/^ +/gm, '')
}

const sha256 = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** What the Content-Security-Policy must allow by hash. */
export function hashes(html) {
  const texts = (pattern) => [...html.matchAll(pattern)].map((match) => sha256(match[1]))
  return {
    script: texts(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g),
    style: texts(/<style[^>]*>([^]*?)<\/style>/g),
  }
}
