import { describe, expect, it } from 'vitest'
import { pack, packGroups, pagesOf } from './pack'

describe('pack', () => {
  it('puts each card where there is most room', () => {
    expect(pack([30, 10, 10, 10], 2, 100, 5)).toEqual([
      { page: 0, column: 0, y: 0 },
      { page: 0, column: 1, y: 0 },
      { page: 0, column: 1, y: 15 },
      { page: 0, column: 1, y: 30 },
    ])
  })

  it('goes on with another page, and lets nothing out of the room', () => {
    const heights = Array.from({ length: 200 }, (_, at) => 20 + (at % 7) * 5)
    const spots = pack(heights, 4, 300, 8)
    expect(pagesOf(spots)).toBeGreaterThan(1)
    spots.forEach(({ y }, at) => expect(y + (heights[at] ?? 0)).toBeLessThanOrEqual(300))
  })

  it('gives what is too tall a column to itself', () => {
    expect(pack([500, 10, 10], 1, 100, 5).map(({ page, y }) => [page, y])).toEqual([
      [0, 0],
      [1, 0],
      [1, 15],
    ])
  })

  it('fills what a tall one leaves with smaller ones behind it', () => {
    expect(pack([60, 70, 20], 1, 100, 5).map(({ page, y }) => [page, y])).toEqual([
      [0, 0],
      [1, 0],
      [0, 65],
    ])
  })

  it('has no page without cards', () => expect(pagesOf(pack([], 3, 100, 5))).toBe(0))
})

describe('packGroups', () => {
  it('has a column for each group, and more pages for more groups', () => {
    const spots = packGroups([[60, 60], [10], [10]], 2, 100, 5)
    expect(spots.map((group) => group.map(({ page, column }) => [page, column]))).toEqual([
      [
        [0, 0],
        [1, 0],
      ],
      [[0, 1]],
      [[2, 0]],
    ])
  })
})
