// How large the options of a question can be written, and in how many columns. Pure.

/** In em: what a tile holds beside its text, which is its padding, its shape and its numbers. */
const BESIDE = 11.5
/** In em: the height of a tile with one line of text and with two. */
const HIGH = [1.9, 3] as const
const LARGEST = 1 / 25

export interface Fit {
  columns: number
  rows: number
  /** In pixels. */
  size: number
}

/** In em, about: Hangul, ideographs and emoji are as wide as they are high. */
const advance = (letter: string): number =>
  letter > '\u10ff' || 'MW@%'.includes(letter) ? 0.95 : /[A-Z]/.test(letter) ? 0.72 : 0.58

export const widthOf = (text: string): number =>
  [...text].reduce((width, letter) => width + advance(letter), 0)

/** The arrangement in which the longest of the texts can be written largest. */
export function fit(
  texts: readonly string[],
  width: number,
  height: number,
  gap: number,
  choice: readonly number[] = [1, 2, 3],
): Fit {
  const longest = Math.max(...texts.map(widthOf))
  const longestWord = Math.max(...texts.flatMap((text) => text.split(/\s/)).map(widthOf))
  let best: Fit = { columns: 1, rows: texts.length, size: 0 }
  for (const columns of choice) {
    if (columns > 1 && texts.length < columns * 2) continue
    const rows = Math.ceil(texts.length / columns)
    const wide = (width - gap * (columns - 1)) / columns
    const high = (height - gap * (rows - 1)) / rows
    HIGH.forEach((needed, more) => {
      // A second line begins where a word ends: a part of the first stays empty.
      const line = more ? Math.max(longest / 1.6, longestWord) : longest
      const size = Math.min(high / needed, wide / (line + BESIDE), width * LARGEST)
      if (size > best.size) best = { columns, rows, size }
    })
  }
  return best
}
