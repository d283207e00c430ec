import { expect, test } from 'vitest'
import { steadied } from './steadied'

const kept = (items: string, order: string) => steadied([...items], [...order], (id) => id).join('')

test('what is there keeps its place, what comes is at the end, what goes leaves no gap', () => {
  expect(kept('nca', 'abc')).toBe('acn')
  expect(kept('yxa', 'a')).toBe('ayx')
})
