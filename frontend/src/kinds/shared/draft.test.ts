import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Draft } from './draft'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})
afterEach(() => void vi.unstubAllGlobals())

const activity = { id: 'a', round: 1 }

test('the same words are the same post, also after a reload', () => {
  const draft = new Draft(activity)
  const { once } = draft.send('Hello', 'p')
  expect(draft.send('Hello', 'p').once).toBe(once)
  const later = new Draft(activity)
  expect([later.text, later.parent]).toEqual(['Hello', 'p'])
  expect(later.send('Hello', 'p')).toEqual({ text: 'Hello', once })
})

test('other words, another place or another round are another post', () => {
  const draft = new Draft(activity)
  const onces = [draft.send('Hello'), draft.send('Hello', 'p'), draft.send('Bye', 'p')]
  expect(new Set(onces.map(({ once }) => once)).size).toBe(3)
  expect(new Draft({ id: 'a', round: 2 }).text).toBe('')
})

test('what has arrived is forgotten', () => {
  const draft = new Draft(activity)
  const { once } = draft.send('Hello')
  draft.arrived()
  expect(new Draft(activity).text).toBe('')
  expect(draft.send('Hello').once).not.toBe(once)
})
