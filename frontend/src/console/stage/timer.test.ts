import { expect, test } from 'vitest'
import { secondsIn } from './timer'

test('times are read in seconds and in minutes with seconds', () => {
  expect(secondsIn('90')).toBe(90)
  expect(secondsIn(' 1:30 ')).toBe(90)
  expect(secondsIn('１：３０')).toBe(90)
  expect(secondsIn('1440:00')).toBe(86_400)
  for (const wrong of ['', '4', '1:2:3', 'soon', '-30', '1440:01', '1.5']) {
    expect(secondsIn(wrong)).toBeNull()
  }
})
