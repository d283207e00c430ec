import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gatherer, MOST, type Taps } from './gather'

let sent: Taps[]
let gatherer: Gatherer

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  gatherer = new Gatherer((taps) => sent.push(taps))
})
afterEach(() => void vi.useRealTimers())

test('taps of one second go together', () => {
  for (const emoji of ['👏', '🎉', '👏']) gatherer.tap(emoji)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(sent).toEqual([{ '👏': 2, '🎉': 1 }])
  gatherer.tap('👏')
  vi.advanceTimersByTime(1000)
  expect(sent[1]).toEqual({ '👏': 1 })
})

test('nobody sends more than the server takes', () => {
  for (let tap = 0; tap < 3 * MOST; tap++) gatherer.tap('👏')
  gatherer.flush()
  expect(sent).toEqual([{ '👏': MOST }])
})

test('nothing tapped, nothing sent', () => {
  gatherer.flush()
  expect(sent).toEqual([])
})
