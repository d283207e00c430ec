import { expect, it } from 'vitest'
import { merged, reach } from './reach'

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ id: `m${from + at}`, number: from + at }))

it('keeps what it had while new ones come', () => {
  const before = reach(null, 21, numbers(21, 70))
  expect(before).toEqual({ from: 21, last: 70 })
  expect(reach(before, 31, numbers(21, 80))).toEqual({ from: 21, last: 80 })
})

it('begins anew behind a gap, as after a long sleep', () => {
  const before = reach(null, 1, numbers(1, 30))
  expect(reach(before, 51, [...numbers(1, 30), ...numbers(51, 100)]).from).toBe(51)
  expect(reach(before, 31, [...numbers(1, 30), ...numbers(31, 80)]).from).toBe(1)
})

it('begins anew after a fresh start that has dropped what it had', () => {
  const before = reach(null, 1, numbers(1, 30))
  expect(reach(before, 31, numbers(31, 80)).from).toBe(31)
})

it('is not moved by messages that are gone', () => {
  const before = reach(null, 1, numbers(1, 30))
  expect(reach(before, 1, [])).toEqual({ from: 1, last: 30 })
})

it('shows each once, oldest first, and the live one where there are two', () => {
  const live = [{ id: 'm3', number: 3, text: 'live' }]
  const paged = [
    { id: 'm3', number: 3, text: 'paged' },
    { id: 'm2', number: 2, text: 'paged' },
    { id: 'm1', number: 1, text: 'paged' },
  ]
  expect(merged(live, paged, 1).map(({ id, text }) => [id, text])).toEqual([
    ['m1', 'paged'],
    ['m2', 'paged'],
    ['m3', 'live'],
  ])
})

it('leaves out an old one that is told of alone, before what lies between is loaded', () => {
  const live = [{ id: 'm2', number: 2 }, ...numbers(21, 22)]
  expect(merged(live, [], 21).map(({ number }) => number)).toEqual([21, 22])
  expect(merged(live, numbers(1, 20), 1).map(({ number }) => number)).toEqual(
    numbers(1, 22).map(({ number }) => number),
  )
})
