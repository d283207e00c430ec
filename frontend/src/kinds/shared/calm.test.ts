import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onceCalm } from './calm.svelte'

let touched = 0
const then = vi.fn()

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  touched = 0
  then.mockClear()
})
afterEach(() => vi.useRealTimers())

test('what nobody touches moves at once', () => {
  onceCalm(() => touched, then)
  expect(then).toHaveBeenCalledTimes(1)
})

test('the last touch counts, not the first', () => {
  touched = Date.now()
  onceCalm(() => touched, then)
  vi.advanceTimersByTime(2900)
  touched = Date.now()
  vi.advanceTimersByTime(2900)
  expect(then).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(then).toHaveBeenCalledTimes(1)
})

test('it is called off', () => {
  touched = Date.now()
  onceCalm(() => touched, then)()
  vi.advanceTimersByTime(10_000)
  expect(then).not.toHaveBeenCalled()
})
