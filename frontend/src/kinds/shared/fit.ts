export interface Layout {
  columns: 1 | 2
  rows: number
  /** That a text may take. */
  lines: 1 | 2 | 3
  /** The bar stands beside the text, not below. */
  inline: boolean
  /** Of the letters, in pixels. */
  size: number
}

interface Room {
  width: number
  height: number
}

type Shape = Pick<Layout, 'columns' | 'lines' | 'inline'>

const SHAPES: readonly Shape[] = [
  { columns: 1, lines: 1, inline: false },
  { columns: 1, lines: 2, inline: false },
  { columns: 2, lines: 1, inline: true },
  { columns: 2, lines: 1, inline: false },
  { columns: 2, lines: 2, inline: false },
  { columns: 2, lines: 3, inline: false },
]

/** In ems, of a letter of ours; a Hangul letter is as wide as two others. */
export const widthOf = (text: string): number =>
  text.replace(/[\u1100-\uffff]/g, 'mm').length * 0.54

/** The layout with the largest letters in which all texts find room; `bars` says whether there are bars as well. */
export function fit(
  texts: readonly string[],
  bars: boolean,
  numbers: boolean,
  { width, height }: Room,
): Layout {
  const longest = Math.max(...texts.map(widthOf))
  const layouts = SHAPES.filter(({ inline }) => bars || !inline).map((shape) => {
    const { columns, lines, inline } = shape
    const rows = Math.ceil(texts.length / columns)
    const column = columns === 1 ? width : (width * 0.96) / 2
    const high = lines * 1.2 + (inline || !bars ? 0.7 : 1.6)
    const beside = 2.5 + (numbers ? 6 : 0) + (inline ? 8.6 : 0)
    const size = Math.min(column / 24, height / rows / high)
    return { ...shape, rows, size, fits: longest * size <= (column - beside * size) * lines * 0.9 }
  })
  const good = layouts.filter(({ fits }) => fits)
  const { fits: _, ...best } = good.length
    ? good.reduce((one, other) => (other.size > one.size ? other : one))
    : layouts.at(-1)!
  return best
}
