// How large the options of a question and the names of a ranking can be written. Pure.

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

/** In em: the height of a row with one line and with two, and its bar. */
const ROW_HIGH = [1.7, 2.9] as const
/** Of the width: no name is so long that all are written smaller. */
const SMALLEST_NAME = 0.032
const LARGEST_NAME = 0.06

/** The larger of one line and two for all names; `beside` is what else stands in a row, in em. */
export function fitNames(
  names: readonly string[],
  beside: number,
  width: number,
  high: number,
): { lines: 1 | 2; size: number } {
  const longest = Math.max(...names.map(widthOf))
  const most = width * LARGEST_NAME
  const wide = Math.max(width * SMALLEST_NAME, width / (longest + beside))
  const one = Math.min(most, high / ROW_HIGH[0], wide)
  const two = Math.min(most, high / ROW_HIGH[1], width / (longest / 1.7 + beside))
  return two > one ? { lines: 2, size: two } : { lines: 1, size: one }
}
