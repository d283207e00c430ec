import { expect, test } from 'vitest'
import { numberIn } from './numbers'
import { freshId, linesOf, withLines, type Text } from './texts'

const fresh = (id: string, text: string): Text => ({ id, text })
const texts = (items: Text[]) => items.map((item) => item.text)

test('lines lose their bullets and keep their words', () => {
  expect(linesOf('- 백두산\r\n2) Halla \n\n  • 3.5 km\n2024')).toEqual([
    '백두산',
    'Halla',
    '3.5 km',
    '2024',
  ])
})

test('pasted lines fill empty items, push others on, and stop at the most', () => {
  const items = [
    { id: 'a', text: '' },
    { id: 'b', text: '' },
    { id: 'c', text: 'kept' },
  ]
  const pasted = withLines(items, 0, ['1', '2', '3', '4', '5'], fresh, 5)
  expect(texts(pasted.items)).toEqual(['1', '2', '3', '4', 'kept'])
  expect(pasted.left).toBe(1)
  expect(pasted.items.map((item) => item.id).slice(0, 2)).toEqual(['a', 'b'])
  expect(new Set(pasted.items.map((item) => item.id)).size).toBe(5)
  expect(withLines(items, 0, ['1', '2'], fresh, 5).left).toBe(0)
})

test('ids are such as the server takes', () => {
  expect(freshId([])).toMatch(/^[A-Za-z0-9_-]{1,16}$/)
})

test('numbers are read as people type them', () => {
  const bounds = { least: 0, most: 2000, whole: true, optional: false }
  expect(numberIn(' 1,250 ', bounds)).toBe(1250)
  expect(numberIn('12', bounds)).toBe(12)
  expect(numberIn('', bounds)).toBeUndefined()
  expect(numberIn('', { ...bounds, optional: true })).toBeNull()
  expect(numberIn('2.5', bounds)).toBeUndefined()
  expect(numberIn('2.5', { ...bounds, whole: false })).toBe(2.5)
  expect(numberIn('2001', bounds)).toBeUndefined()
  expect(numberIn('many', bounds)).toBeUndefined()
})
