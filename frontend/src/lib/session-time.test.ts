import { expect, test } from 'vitest'
import { sessionTime } from './session-time'

test('it stands while the session is paused', () => {
  const at = '2026-01-01T12:00:00Z'
  const live = (paused_at: string | null) =>
    ({ clock: 5000, row: () => ({ paused_at }) }) as unknown as Parameters<typeof sessionTime>[0]
  expect(sessionTime(live(at))).toBe(Date.parse(at))
  expect(sessionTime(live(null))).toBeCloseTo(performance.now() + 5000, -2)
})
