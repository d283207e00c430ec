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

it('goes on after a run that failed', async () => {
  vi.useFakeTimers()
  const failures: unknown[] = []
  const onfailure = (failure: unknown) => failures.push(failure)
  process.on('unhandledRejection', onfailure)
  const run = vi.fn(async () => {})
  run.mockRejectedValueOnce(new Error('once'))
  const pace = new Pace(run, 1000)
  pace.ask()
  pace.ask()
  await vi.advanceTimersByTimeAsync(1000)
  expect(run).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
  await new Promise((resolve) => setTimeout(resolve))
  process.off('unhandledRejection', onfailure)
  expect(failures).toHaveLength(1)
})
