// How large a table of statements can be written. Pure.
import { widthOf } from '../shared/fit'

export interface TableFit {
  /** Of the letters in the table, in pixels, and of the statements beside them, in ems. */
  size: number
  text: number
  /** That a statement may take. */
  lines: 1 | 2
  /** The statements' part of the width. */
  column: number
}

type Shape = Omit<TableFit, 'size'> & { high: number }

const SHAPES: readonly Shape[] = [
  { lines: 1, text: 1, column: 0.34, high: 1.8 },
  { lines: 1, text: 1, column: 0.4, high: 1.8 },
  { lines: 2, text: 1, column: 0.34, high: 2.7 },
  { lines: 2, text: 0.78, column: 0.4, high: 2.15 },
]
const LARGEST = 0.019
/** A second line begins where a word ends: a part of the first stays empty. */
const FILLED = { 1: 0.95, 2: 1.6 }

/** The shape with the largest statements in which all of them find room. */
export function fitTable(texts: readonly string[], width: number, height: number): TableFit {
  const longest = Math.max(...texts.map(widthOf))
  const shapes = SHAPES.map(({ high, ...shape }) => {
    const size = Math.min(width * LARGEST, height / (texts.length + 2) / high)
    const room = (width * shape.column - 0.6 * size) * FILLED[shape.lines]
    return { ...shape, size, fits: longest * size * shape.text <= room }
  })
  const good = shapes.filter(({ fits }) => fits)
  const { fits: _, ...best } = good.length
    ? good.reduce((one, other) => (other.size * other.text > one.size * one.text ? other : one))
    : shapes.at(-1)!
  return best
}
