import { expect, test } from 'vitest'
import { visibleSlice } from './windowing'

test('a short list is drawn whole', () => {
  expect(visibleSlice(3, 48, 0, 480)).toEqual({ first: 0, last: 3, before: 0, after: 0 })
})

test('of five thousand rows a screenful is drawn, and the rest keeps its room', () => {
  const slice = visibleSlice(5000, 48, 48 * 1000, 480)
  expect(slice).toEqual({ first: 994, last: 1016, before: 994 * 48, after: 3984 * 48 })
  expect(slice.before + (slice.last - slice.first) * 48 + slice.after).toBe(5000 * 48)
})

test('a list that shrank under a reader who had scrolled far shows its end', () => {
  expect(visibleSlice(10, 48, 48 * 4000, 240)).toMatchObject({ last: 10, after: 0 })
})

test('an empty list has nothing to draw', () => {
  expect(visibleSlice(0, 48, 100, 480)).toEqual({ first: 0, last: 0, before: 0, after: 0 })
})
