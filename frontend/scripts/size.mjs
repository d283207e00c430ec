// The audience page must stay small over the wire: it is what a hall of phones loads at once.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

// 27 kB with the session's state, which the server appends and which takes about half of one.
const MOST = 26_500
const page = readFileSync(new URL('../../madang/static/join.html', import.meta.url))
const size = gzipSync(page, { level: 9 }).length
console.log(`join.html: ${page.length} bytes, ${size} with gzip, ${MOST} at most`)
if (size > MOST) process.exit(1)
