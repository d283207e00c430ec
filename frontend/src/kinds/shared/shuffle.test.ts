import { beforeEach, expect, test, vi } from 'vitest'
import { shuffled } from './shuffle'

const LETTERS = [...'ABCDEFGH']
let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
  return () => vi.unstubAllGlobals()
})

test('all are there, in the same order each time', () => {
  const order = shuffled(LETTERS, 'poll')
  expect([...order].sort()).toEqual(LETTERS)
  expect(shuffled(LETTERS, 'poll')).toEqual(order)
})

test('each phone and each activity has an order of its own, and every place comes up about as often', () => {
  const first = new Map(LETTERS.map((letter) => [letter, 0]))
  const orders = new Set<string>()
  for (let phone = 0; phone < 800; phone++) {
    kept.clear()
    const order = shuffled(LETTERS, 'poll')
    orders.add(order.join(''))
    first.set(order[0]!, first.get(order[0]!)! + 1)
  }
  expect(orders.size).toBeGreaterThan(750)
  for (const count of first.values()) expect(count).toBeGreaterThan(50)
})
