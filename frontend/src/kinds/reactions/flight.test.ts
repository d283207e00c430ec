import { expect, test } from 'vitest'
import { fresh, MOST_AT_ONCE } from './flight'

test('only what is new flies', () => {
  expect(fresh({ '👏': 3 }, { '👏': 5, '🎉': 1 })).toEqual(['👏', '👏', '🎉'])
  expect(fresh({ '👏': 3 }, { '👏': 3 })).toEqual([])
})

test('a round that was cleared starts again', () => {
  expect(fresh({ '👏': 30 }, { '👏': 2 })).toEqual([])
})

test('a storm is cut down, and every kind still flies', () => {
  const flying = fresh({}, { '👏': 900, '🎉': 90, '😮': 1 })
  expect(flying.length).toBeLessThanOrEqual(MOST_AT_ONCE + 2)
  expect(new Set(flying)).toEqual(new Set(['👏', '🎉', '😮']))
})
