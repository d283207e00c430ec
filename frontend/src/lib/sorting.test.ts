import { expect, test } from 'vitest'
import { moved, placeByKey, placeOf, placesNow } from './sorting'

test('an item moves and the others close up', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

test('a held row passes another when it has crossed its middle', () => {
  const heights = [40, 40, 100, 40]
  expect(placeOf(heights, 0, 19)).toBe(0)
  expect(placeOf(heights, 0, 21)).toBe(1)
  expect(placeOf(heights, 0, 89)).toBe(1)
  expect(placeOf(heights, 0, 91)).toBe(2)
  expect(placeOf(heights, 3, -51)).toBe(2)
  expect(placeOf(heights, 3, -9000)).toBe(0)
  expect(placeOf(heights, 1, 9000)).toBe(3)
})

test('keys move within the list and no further', () => {
  expect(placeByKey('ArrowUp', 0, 3)).toBe(0)
  expect(placeByKey('ArrowDown', 1, 3)).toBe(2)
  expect(placeByKey('Home', 2, 3)).toBe(0)
  expect(placeByKey('End', 0, 3)).toBe(2)
  expect(placeByKey('a', 0, 3)).toBeNull()
})

test('a held row goes beside the row that it was held over, whatever came or went meanwhile', () => {
  expect(placesNow(['new', 'a', 'b', 'c'], ['a', 'b', 'c'], 'a', 1)).toEqual({ from: 1, to: 2 })
  expect(placesNow(['a', 'c'], ['a', 'b', 'c'], 'a', 1)).toEqual({ from: 0, to: 1 })
  expect(placesNow(['b', 'c'], ['a', 'b', 'c'], 'a', 2)).toBeNull()
})
