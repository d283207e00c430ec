import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Post } from '../kinds/types'
import { Looked } from './looked.svelte'

let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
})

afterEach(() => vi.unstubAllGlobals())

const posts = (...revisions: number[]) =>
  revisions.map((seen) => ({ id: `p${seen}`, seen }) as Post)

test('what came since the last look is new, except what one has written', () => {
  const looked = new Looked('ABC234')
  expect(looked.news('a', posts(1, 2, 3), [{ id: 'p2' }])).toBe(2)
  looked.look('a', posts(1, 2, 3))
  expect(looked.news('a', posts(1, 2, 3), [])).toBe(0)
  expect(looked.news('a', posts(2, 3, 7), [])).toBe(1)
  expect(looked.news('b', posts(1), [])).toBe(1)
})

test('one that was asked earlier and approved later is new', () => {
  const looked = new Looked('ABC234')
  looked.look('a', [{ id: 'second', number: 2, seen: 5 } as Post])
  const both = [
    { id: 'first', number: 1, seen: 8 } as Post,
    { id: 'second', number: 2, seen: 5 } as Post,
  ]
  expect(looked.news('a', both, [])).toBe(1)
  looked.look('a', both)
  expect(looked.news('a', both, [])).toBe(0)
})

test('it is kept over a reload, and never goes back', () => {
  const looked = new Looked('ABC234')
  looked.look('a', posts(1, 5))
  looked.look('a', posts(1))
  looked.look('a', [])
  expect(new Looked('ABC234').news('a', posts(5, 6), [])).toBe(1)
  expect(new Looked('OTHER2').news('a', posts(5, 6), [])).toBe(2)
})

test('a preview keeps nothing', () => {
  new Looked(null).look('a', posts(1))
  expect(kept.size).toBe(0)
})
