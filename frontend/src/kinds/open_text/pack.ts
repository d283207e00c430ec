// Where the cards of a wall stand: in columns, and on as many pages as it takes.

export interface Spot {
  page: number
  column: number
  y: number
}

/**
 * Each card goes where there is most room; what is taller than the wall has a column to itself. What finds no room on a
 * page goes on with the next one, and smaller cards behind it fill what it leaves.
 */
export function pack(
  heights: readonly number[],
  columns: number,
  room: number,
  gap: number,
): Spot[] {
  const spots = Array<Spot>(heights.length)
  let left = [...heights.keys()]
  for (let page = 0; left.length; page++) {
    const filled = Array<number>(columns).fill(0)
    left = left.filter((at) => {
      const height = heights[at] ?? 0
      const y = Math.min(...filled)
      if (y > 0 && y + height > room) return true
      const column = filled.indexOf(y)
      filled[column] = y + height + gap
      spots[at] = { page, column, y }
      return false
    })
  }
  return spots
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
