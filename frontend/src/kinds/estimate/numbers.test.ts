import { expect, test } from 'vitest'
import { isDiscrete, placeOf, ticksOf } from './axis'
import { barOf, read } from './numbers'

const free = { least: null, most: null, decimals: 2 }
const bins = (start: number, width: number, bars: number) => ({
  start,
  width,
  counts: Array<number>(bars).fill(1),
  below: 0,
  above: 0,
})

test('numbers are read as people type them', () => {
  expect(read('8,848.86', free)).toBe(8848.86)
  expect(read(' １２３４ ', free)).toBe(1234)
  expect(read('−5', free)).toBe(-5)
  expect(read('.50', free)).toBe(0.5)
  expect(Object.is(read('-0', free), 0)).toBe(true)
  expect(read('', free)).toBeNull()
})

test('what is no number, too fine or out of bounds is told apart', () => {
  for (const text of ['many', '1e5', '1.2.3', '-', '0x10']) expect(read(text, free)).toBe('number')
  expect(read('1.234', free)).toBe('decimals')
  expect(read('1.500', { ...free, decimals: 1 })).toBe(1.5)
  expect(read('-1', { ...free, least: 0 })).toBe('bounds')
  expect(read('11', { ...free, most: 10 })).toBe('bounds')
  expect(read('9999999999999', free)).toBe('bounds')
})

test('a value of its own stands in the middle of its bar, another where it is', () => {
  expect(isDiscrete(bins(2, 1, 11), { decimals: 0 })).toBe(true)
  expect(isDiscrete(bins(0, 0.1, 4), { decimals: 1 })).toBe(true)
  expect(isDiscrete(bins(0, 500, 8), { decimals: 0 })).toBe(false)
  expect(placeOf(2, bins(2, 1, 2), true)).toBe(0.25)
  expect(placeOf(2000, bins(1000, 500, 4), false)).toBe(0.5)
  expect(placeOf(0, bins(1000, 500, 4), false)).toBeLessThan(0)
})

test('as many numbers below the axis as find room', () => {
  const texts = (ticks: { text: string }[]) => ticks.map(({ text }) => text)
  expect(texts(ticksOf(bins(2, 1, 3), true, 0, 60))).toEqual(['2', '3', '4'])
  expect(texts(ticksOf(bins(0, 500, 4), false, 0, 60))).toEqual([
    '0',
    '500',
    '1,000',
    '1,500',
    '2,000',
  ])
  expect(ticksOf(bins(0, 500, 20), false, 0, 60).length).toBeLessThan(10)
  expect(new Set(texts(ticksOf(bins(1e9, 1, 5), true, 0, 999))).size).toBe(5)
})

test('the last bar has its upper edge too, and what lies beyond has none', () => {
  const brief = { start: 0, width: 5000, bars: [3, 4, 0, 2] }
  expect([0, 4999, 5000, 20_000].map((value) => barOf(value, brief))).toEqual([0, 0, 1, 3])
  expect(barOf(20_001, brief)).toBe(4)
})
