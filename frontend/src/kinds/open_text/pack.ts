// Where the cards of a wall stand: in columns, and on as many pages as it takes.

export interface Spot {
  page: number
  column: number
  y: number
}

/** Each card goes where there is most room; what is taller than the wall has a column to itself. */
export function pack(
  heights: readonly number[],
  columns: number,
  room: number,
  gap: number,
): Spot[] {
  let page = 0
  let filled = Array<number>(columns).fill(0)
  return heights.map((height) => {
    let y = Math.min(...filled)
    if (y > 0 && y + height > room) {
      page++
      filled = Array<number>(columns).fill(0)
      y = 0
    }
    const column = filled.indexOf(y)
    filled[column] = y + height + gap
    return { page, column, y }
  })
}

/** A column for each group; what finds no room in it goes on with the next page, as do further groups. */
export function packGroups(
  groups: readonly (readonly number[])[],
  columns: number,
  room: number,
  gap: number,
): Spot[][] {
  const found: Spot[][] = []
  let first = 0
  for (let from = 0; from < groups.length; from += columns) {
    const spots = groups
      .slice(from, from + columns)
      .map((heights, column) =>
        pack(heights, 1, room, gap).map((spot) => ({ ...spot, column, page: first + spot.page })),
      )
    first = pagesOf(spots.flat())
    found.push(...spots)
  }
  return found
}

export const pagesOf = (spots: readonly Spot[]): number =>
  1 + Math.max(-1, ...spots.map(({ page }) => page))
