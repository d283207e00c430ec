import { expect, test } from 'vitest'
import { ranked as onPhones, shareOf, standings } from './standing'
import type { Config, Ranked } from './types'

const config: Config = {
  items: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
  places: null,
  score: 'borda',
  changeable: true,
}
const ranked = (points: number, average: number): Ranked => ({ points, average, places: [] })

test('who is equal shares the better place', () => {
  const results = {
    items: [ranked(5, 2.25), ranked(9, 1.5), ranked(5, 2.25)],
    order: ['b', 'a', 'c'],
  }
  for (const score of ['borda', 'average'] as const) {
    const found = standings({ ...config, score }, results)
    expect(found.map(({ at, place }) => [at, place])).toEqual([
      [1, 2],
      [0, 1],
      [2, 2],
    ])
  }
})

test('all first places fill the bar, none leaves it empty', () => {
  expect(shareOf(ranked(12, 1), config, 4)).toBe(1)
  expect(shareOf(ranked(4, 3), config, 4)).toBeCloseTo(1 / 3)
  expect(shareOf(ranked(0, 0), config, 0)).toBe(0)
  const average = { ...config, places: 1, score: 'average' as const }
  expect(shareOf(ranked(4, 1), average, 4)).toBe(1)
  expect(shareOf(ranked(0, 2.5), average, 4)).toBeLessThan(0.2)
})

test('on phones the scores alone make the same order', () => {
  const places = (score: Config['score'], scores: (number | null)[]) =>
    onPhones({ ...config, score }, { scores }).map(({ item, place }) => [item.id, place])
  expect(places('borda', [5, 9, 5])).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 2],
  ])
  expect(places('average', [2.25, 1.5, 2.25])).toEqual(places('borda', [5, 9, 5]))
  expect(places('average', [null, null, null])).toEqual([])
})
