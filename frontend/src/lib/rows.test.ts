import { expect, test } from 'vitest'
import { applyRows, type Row } from './rows'

const row = (id: string, rev: number, value = rev): Row => ({ kind: 'k', id, rev, value })
const values = (rows: ReadonlyMap<string, Row>) =>
  [...rows.values()].map(({ id, value }) => [id, value])

test('the newest revision of a row wins, in whatever order they come', () => {
  const first = applyRows(new Map(), [row('a', 5), row('b', 2)], false)
  expect(values(applyRows(first, [row('a', 3), row('b', 4)], false))).toEqual([
    ['a', 5],
    ['b', 4],
  ])
})

test('rows of two kinds do not meet', () => {
  const rows = applyRows(new Map(), [row('a', 1), { kind: 'l', id: 'a', rev: 1 }], false)
  expect(rows.size).toBe(2)
})

test('a reset forgets everything, also what had a higher revision', () => {
  const rows = applyRows(new Map(), [row('a', 90), row('b', 91)], false)
  expect(values(applyRows(rows, [row('a', 3)], true))).toEqual([['a', 3]])
})

test('an activity that is gone takes its posts and their votes along', () => {
  const post = { kind: 'post', id: 'p', rev: 2, activity: 'a' }
  const other = { kind: 'post', id: 'q', rev: 2, activity: 'b' }
  const votes = { kind: 'votes', id: 'p', rev: 3, n: 1 }
  const rows = applyRows(new Map(), [post, other, votes], false)
  const after = applyRows(rows, [{ kind: 'activity', id: 'a', rev: 4, gone: true }], false)
  expect([...after.keys()]).toEqual(['post/q', 'activity/a'])
})

test('the map that was there before stays as it was', () => {
  const rows = applyRows(new Map(), [row('a', 1)], false)
  applyRows(rows, [row('a', 2)], false)
  expect(values(rows)).toEqual([['a', 1]])
})
