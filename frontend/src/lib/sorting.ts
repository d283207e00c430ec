// Moving one thing in a list, by the pointer or by keys. Pure.

/** The list with the item at `from` taken to `to`. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** From where to where in a list that has changed while a row of it was held; null where there is nothing to move. */
export function placesNow(
  now: readonly string[],
  before: readonly string[],
  held: string,
  to: number,
): { from: number; to: number } | null {
  const from = now.indexOf(held)
  const target = before[to]
  if (from < 0 || target === undefined) return null
  const place = now.indexOf(target)
  return { from, to: place < 0 ? Math.min(to, now.length - 1) : place }
}

/** Where a row goes that is held so far below its place: past each row whose middle it has crossed. */
export function placeOf(heights: readonly number[], from: number, by: number): number {
  let to = from
  let way = Math.abs(by)
  const step = by < 0 ? -1 : 1
  for (let next = from + step; next >= 0 && next < heights.length; next += step) {
    const height = heights[next] ?? 0
    if (way < height / 2) break
    way -= height
    to = next
  }
  return to
}

/** Which place a key leads to; null for a key that moves nothing. */
export function placeByKey(key: string, at: number, count: number): number | null {
  const places: Record<string, number> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: count - 1,
  }
  const to = places[key]
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to))
}
