import { expect, test } from 'vitest'
import { clockOf, secondsIn, secondsLeft } from './timer'

test('times are read in seconds and in minutes with seconds', () => {
  expect(secondsIn('90')).toBe(90)
  expect(secondsIn(' 1:30 ')).toBe(90)
  expect(secondsIn('１：３０')).toBe(90)
  expect(secondsIn('1440:00')).toBe(86_400)
  for (const wrong of ['', '4', '1:2:3', 'soon', '-30', '1440:01', '1.5']) {
    expect(secondsIn(wrong)).toBeNull()
  }
})

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
