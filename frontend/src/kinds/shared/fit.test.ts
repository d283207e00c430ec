import { expect, test } from 'vitest'
import { fit } from './fit'

const HALL = { width: 1700, height: 560 }
const texts = (count: number, letters: number) => Array<string>(count).fill('m'.repeat(letters))

test('few options stand below each other, in large letters', () => {
  expect(fit(texts(3, 12), true, true, HALL)).toMatchObject({ columns: 1, lines: 1, inline: false })
  expect(fit(texts(3, 12), true, true, HALL).size).toBeGreaterThan(48)
})

test('twenty short ones stand in two columns with their bars beside them', () => {
  const layout = fit(texts(20, 10), true, true, HALL)
  expect(layout).toMatchObject({ columns: 2, rows: 10, inline: true })
  expect(layout.size).toBeGreaterThan(28)
})

test('long ones wrap, and the letters stay as large as there is room for', () => {
  expect(fit(texts(5, 110), true, true, HALL)).toMatchObject({ columns: 1, lines: 2 })
  expect(fit(texts(20, 120), true, true, HALL).size).toBeGreaterThan(10)
})

test('Hangul needs twice the width', () => {
  const [korean, english] = [['가'.repeat(20)], ['m'.repeat(20)]]
  expect(fit(english, true, true, HALL).lines).toBe(1)
  expect(fit(korean, true, true, HALL).lines).toBe(2)
})

test('every layout keeps within the room', () => {
  for (let count = 2; count <= 20; count++) {
    for (const letters of [1, 20, 60, 120]) {
      const { rows, lines, inline, size } = fit(texts(count, letters), true, true, HALL)
      expect(rows * (lines * 1.2 + (inline ? 0.7 : 1.6)) * size).toBeLessThanOrEqual(
        HALL.height + 1,
      )
    }
  }
})
