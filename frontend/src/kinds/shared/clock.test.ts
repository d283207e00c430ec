import { expect, test } from 'vitest'
import { clockOf, secondsLeft } from './clock'

test('a clock has as many parts as it needs', () => {
  expect([5, 65, 600, 3600, 3725].map(clockOf)).toEqual([
    '0:05',
    '1:05',
    '10:00',
    '1:00:00',
    '1:02:05',
  ])
})

test('what is left is never less than nothing', () => {
  const until = '2026-07-01T12:00:30Z'
  expect(secondsLeft(until, Date.parse('2026-07-01T12:00:00.400Z'))).toBe(30)
  expect(secondsLeft(until, Date.parse('2026-07-01T12:01:00Z'))).toBe(0)
})
