import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startOver } from './start-over'

const reload = vi.fn()

function store() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}
const forbidden = new Proxy({}, { get: () => expect.fail('it may not be used') })

beforeEach(() => {
  reload.mockClear()
  vi.stubGlobal('location', { href: '/', reload })
  vi.stubGlobal('fetch', async () => new Response())
})
afterEach(() => void vi.unstubAllGlobals())

test.each([
  [store(), store(), 1],
  [forbidden, store(), 1],
  [store(), forbidden, 1],
  [forbidden, forbidden, 0],
])('a page does not start over again and again', async (local, session, times) => {
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
  for (let at = 0; at < 3; at++) await startOver()
  expect(reload).toHaveBeenCalledTimes(times)
})
