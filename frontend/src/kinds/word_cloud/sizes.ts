// How large the words are. All sizes stand on one ladder, so that a few more answers leave most words as they are.

import { keyOf } from './keys'
import type { Counted } from './types'

export interface Area {
  width: number
  height: number
}

export interface Sized {
  key: string
  text: string
  size: number
  width: number
}

export interface Placed extends Sized {
  x: number
  y: number
}

export const STEP = 0.85
/** The rarest word is at least so many steps below the most frequent one. */
const LOWEST = 8
/** Of the area, more cannot be filled with words. */
const FILLED = 0.5
const LINE = 1.05
/** Of a size, what letters take above and below their line. */
const ABOVE = 0.85
const BELOW = 0.2
/** How much larger all of it is shown while there is room: in few steps, as each of them moves everything. */
const SCALES = [1.35, 1.16, 1]
/** How much larger they could be shown before it is worth moving all of them. */
const LOST = 1.4
/** What can still be read from the last row, where the width has 1024. */
const SMALLEST = 15
/** How much larger than the rarest the most frequent word stays at least. */
const SPREAD = 3

/** How many steps below the largest a word stands. */
const below = (n: number, most: number): number =>
  Math.min(LOWEST, Math.round((0.55 * Math.log(n / most)) / Math.log(STEP)))

const mostOf = (words: readonly Counted[]): number => Math.max(1, ...words.map(([, n]) => n))
const largestOf = ({ width, height }: Area): number => Math.min(height * 0.34, width * 0.2)

/** `widthOf` is a text's width in em; `step` makes everything smaller. The largest comes first. */
export function sizesOf(
  words: readonly Counted[],
  widthOf: (text: string) => number,
  area: Area,
  step: number,
): Sized[] {
  const most = mostOf(words)
  return words
    .map(([text, n]) => {
      const em = widthOf(text)
      const wanted = Math.max(SMALLEST, largestOf(area) * STEP ** (below(n, most) + step))
      const size = Math.floor(Math.min(wanted, (area.width * 0.94) / Math.max(1, em)))
      return { key: keyOf(text), text, size, width: em * size }
    })
    .sort((a, b) => b.size - a.size)
}

/** After so many steps it is better to leave out words than to show all of them too small or all alike. */
export function lastStep(words: readonly Counted[], area: Area): number {
  const most = mostOf(words)
  const spread = Math.min(SPREAD, STEP ** -Math.max(0, ...words.map(([, n]) => below(n, most))))
  return Math.max(0, Math.floor(Math.log((SMALLEST * spread) / largestOf(area)) / Math.log(STEP)))
}

/** The fewest steps at which the words have room, as far as their areas tell. */
export function stepFor(
  words: readonly Counted[],
  widthOf: (text: string) => number,
  area: Area,
): number {
  const last = lastStep(words, area)
  for (let step = 0; ; step++) {
    const sized = sizesOf(words, widthOf, area, step)
    const filled = sized.reduce((sum, { width, size }) => sum + width * size * LINE, 0)
    if (filled <= area.width * area.height * FILLED || step >= last) return step
  }
}

export interface Edges {
  left: number
  right: number
  top: number
  bottom: number
}

export const edgesOf = ({ x, y, size, width }: Omit<Placed, 'key' | 'text'>): Edges => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - size * ABOVE,
  bottom: y + size * BELOW,
})

export const meet = (one: Edges, other: Edges): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom

/** How the area is shown: `x` and `y` come into its middle. */
export interface Frame {
  x: number
  y: number
  scale: number
}

/** The frame that all words fill: the one before, as far as they have room in it and do not stand lost in it. */
export function framed(placed: readonly Placed[], area: Area, before?: Frame): Frame {
  if (!placed.length) return { x: 0, y: 0, scale: 1 }
  const edges = placed.map(edgesOf)
  const left = Math.min(...edges.map((edge) => edge.left))
  const right = Math.max(...edges.map((edge) => edge.right))
  const top = Math.min(...edges.map((edge) => edge.top))
  const bottom = Math.max(...edges.map((edge) => edge.bottom))
  const best = Math.min(area.width / (right - left), area.height / (bottom - top))
  if (before && best < before.scale * LOST) {
    const wide = area.width / before.scale / 2
    const high = area.height / before.scale / 2
    const room =
      left >= before.x - wide &&
      right <= before.x + wide &&
      top >= before.y - high &&
      bottom <= before.y + high
    if (room) return before
  }
  const scale = SCALES.find((one) => one <= best) ?? best
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale }
}
