/** What the server counts as the same word: case, width and spaces make no difference. */
export const keyOf = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** What of it counts: each word once. */
export function distinct(texts: readonly string[]): string[] {
  const words = new Map<string, string>()
  for (const text of texts.map((text) => text.trim()).filter(Boolean)) {
    const key = keyOf(text)
    if (!words.has(key)) words.set(key, text)
  }
  return [...words.values()]
}

/** A number from 0 to 1 that a word keeps for ever; another `salt` gives another one. */
export function chance(key: string, salt: number): number {
  let hash = 2166136261 ^ Math.imul(salt, 374761393)
  for (const sign of key) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519)
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296
}
