import { expect, it, vi } from 'vitest'
import { Pace } from './pace'

it('runs at once, then at most once in a while, and meets the last wish', async () => {
  vi.useFakeTimers()
  const run = vi.fn(async () => {})
  const pace = new Pace(run, 1000)
  for (let at = 0; at < 5; at++) pace.ask()
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(999)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(5000)
  expect(run).toHaveBeenCalledTimes(2)
  pace.ask()
  pace.ask()
  pace.end()
  await vi.advanceTimersByTimeAsync(5000)
  expect(run).toHaveBeenCalledTimes(3)
  vi.useRealTimers()
})
