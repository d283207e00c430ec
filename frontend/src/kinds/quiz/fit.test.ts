import { expect, test } from 'vitest'
import { fit, fitNames, widthOf } from './fit'

const texts = (count: number, length: number) =>
  Array.from({ length: count }, () => '가'.repeat(length))

test('Hangul is wider than Latin', () => {
  expect(widthOf('별자리')).toBeGreaterThan(widthOf('sky'))
})

test('two stand below each other, four in two columns', () => {
  expect(fit(texts(2, 4), 1700, 400, 20)).toMatchObject({ columns: 1, rows: 2 })
  expect(fit(texts(4, 4), 1700, 300, 20)).toMatchObject({ columns: 2, rows: 2 })
})

test('many short ones take more columns than many long ones', () => {
  expect(fit(texts(8, 4), 1700, 300, 20).columns).toBe(3)
  expect(fit(texts(8, 60), 1700, 600, 20).columns).toBeLessThan(3)
})

test('whatever there is fits into its place', () => {
  for (const count of [2, 3, 5, 8]) {
    for (const length of [1, 20, 80]) {
      const { columns, rows, size } = fit(texts(count, length), 1000, 300, 10)
      expect(columns * rows).toBeGreaterThanOrEqual(count)
      expect(size).toBeGreaterThan(5)
      expect(rows * size * 1.9 + (rows - 1) * 10).toBeLessThanOrEqual(300.001)
    }
  }
})

test('a long name among short ones takes two lines, where rows are high enough, and all stay large', () => {
  const names = ['북두칠성', '여름밤의은하수를건너는아주긴이름의팀']
  const high = fitNames(names, 12.5, 640, 110)
  expect(high).toMatchObject({ lines: 2 })
  expect(high.size).toBeGreaterThan(25)
  expect(fitNames(names, 12.5, 640, 45).lines).toBe(1)
  expect(fitNames(['Red', 'Blue'], 12.5, 640, 110)).toMatchObject({ lines: 1, size: 640 * 0.06 })
})
