import { newId } from '../../lib/ids'
import { load, save } from '../../lib/storage'

const KEY = 'madang.shuffle'

/** In an order of this phone's own, which stays the same for the same `name`. */
export function shuffled<Item>(items: readonly Item[], name: string): Item[] {
  const next = random(`${own()} ${name}`)
  const rest = [...items]
  return items.map(() => rest.splice(Math.floor(next() * rest.length), 1)[0]!)
}

function own(): string {
  const known = load(KEY) ?? newId(8)
  save(KEY, known)
  return known
}

/** Mulberry32, from an FNV hash of the seed: small, and even enough for an order. */
function random(seed: string): () => number {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}
