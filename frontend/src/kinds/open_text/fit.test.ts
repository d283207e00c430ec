import { expect, it } from 'vitest'
import { fit, holds, type Tried } from './fit'
import { pack, pagesOf } from './pack'

const SIZES = 19
const WIDE = 1700
const HIGH = 800
const columnsAt = (at: number) => [5, 4, 3, 2, 1].filter((columns) => columns <= 1 + at / 3)

/** Cards of so many letters each on a wall, and how often it was laid out. */
function wall(cards: readonly number[], before: Tried | null) {
  let layouts = 0
  const found = fit(
    SIZES,
    columnsAt,
    (at, columns): Tried => {
      layouts++
      const size = 100 * 0.937 ** at
      const letters = Math.max(1, Math.floor(WIDE / columns / size))
      const heights = cards.map((card) => (Math.ceil(card / letters) + 1) * size)
      const spots = pack(heights, columns, HIGH, size / 2)
      const pages = pagesOf(spots)
      const end = Math.max(...spots.map(({ y }, card) => y + heights[card]!))
      return { at, columns, pages, whole: pages === 1 && end <= HIGH }
    },
    before,
  )
  return { found, layouts }
}

it('finds the largest letters by which all is seen at once, and else the fewest pages', () => {
  expect(wall([3, 3], null).found).toEqual({ at: 0, columns: 1, pages: 1, whole: true })
  const many = wall(Array(300).fill(12), null).found
  expect(many).toMatchObject({ at: SIZES - 1, whole: false })
  expect(many.pages).toBeGreaterThan(1)
})

it('costs a layout or two where a card more comes, and finds the same size as from the start', () => {
  const cards: number[] = []
  let before: Tried | null = null
  let all = 0
  for (let n = 0; n < 200; n++) {
    cards.push(2 + ((n * 7) % 31))
    const { found, layouts } = wall(cards, before)
    const anew = wall(cards, null).found
    expect([found.at, found.whole, found.pages]).toEqual([anew.at, anew.whole, anew.pages])
    if (before) expect(layouts).toBeLessThanOrEqual(12)
    all += layouts
    before = found
  }
  expect(all / cards.length).toBeLessThan(2)
})

it('finds the same where many come at once', () => {
  const before = wall([3, 3], null).found
  const cards = Array.from({ length: 60 }, (_, n) => 2 + ((n * 7) % 31))
  expect(wall(cards, before).found).toEqual(wall(cards, null).found)
})

it('starts from what it had where nothing made room', () => {
  const whole = { at: 3, columns: 2, pages: 1, whole: true }
  const paged = { at: 18, columns: 5, pages: 4, whole: false }
  const before = { room: '1700 800', cards: ['a', 'b'] }
  const cases: [readonly string[], boolean, boolean][] = [
    [['c', 'a', 'b'], true, true],
    [['c', 'b'], false, true], // the newest in the place of the oldest
    [['b'], false, false],
  ]
  for (const [cards, onOne, onMore] of cases) {
    const now = { ...before, cards }
    expect([holds(whole, before, now), holds(paged, before, now)]).toEqual([onOne, onMore])
    expect(holds(paged, before, { ...now, room: '1280 800' })).toBe(false)
  }
})
