import { expect, test } from 'vitest'
import { fitTable } from './fit'

const statements = (count: number, text: string) => Array.from({ length: count }, () => text)
const STATEMENT = 'A statement that says something of the talk'

test('a few short ones are as large as any', () => {
  expect(fitTable(statements(3, '쉽게 이해됐다'), 1700, 550)).toMatchObject({
    size: 1700 * 0.019,
    lines: 1,
  })
})

test('many that fit into one line each take one line, and are not written smaller for a second', () => {
  const { lines, text, size } = fitTable(statements(12, STATEMENT), 1166, 400)
  expect({ lines, text }).toEqual({ lines: 1, text: 1 })
  expect(size).toBeGreaterThan(15)
})

test('what is too long for one line takes two', () => {
  expect(fitTable(statements(4, `${STATEMENT}, and more`), 1166, 420).lines).toBe(2)
  expect(fitTable(statements(12, STATEMENT.repeat(3)), 1166, 400)).toMatchObject({
    lines: 2,
    text: 0.78,
  })
})
