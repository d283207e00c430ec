import { expect, test } from 'vitest'
import { plainly } from './plainly'

test('an answer without words of its own is its values', () => {
  expect(plainly({ words: ['별', 'star'], note: null })).toBe('별, star')
  expect(plainly({ value: 12.5 })).toBe('12.5')
  expect(plainly({ ratings: { a: 1, b: 0 } })).toBe('1, 0')
})
