// Of a long list of rows of one height, only those near the visible part are drawn.

export interface Slice {
  first: number
  last: number
  before: number
  after: number
}

export function visibleSlice(
  count: number,
  rowHeight: number,
  scrolled: number,
  height: number,
  spare = 6,
): Slice {
  const top = Math.min(Math.max(0, scrolled), Math.max(0, count * rowHeight - height))
  const first = Math.max(0, Math.floor(top / rowHeight) - spare)
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + spare)
  return { first, last, before: first * rowHeight, after: (count - last) * rowHeight }
}
