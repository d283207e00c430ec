import { expect, test } from 'vitest'
import type { Row, Rows } from '../../lib/rows'
import type { Watcher } from '../../kinds/types'
import { PublicRows, type KindRules } from './public'

const table = (...rows: Omit<Row, 'rev'>[]): Rows =>
  new Map(rows.map((row) => [`${row.kind}/${row.id}`, { rev: 1, ...row } as Row]))

const activity = (id: string, more: object) => ({
  kind: 'activity',
  id,
  title: 'Which?',
  state: 'open',
  results_shown: true,
  beside: false,
  notes: 'for me',
  config: { right: 'b', options: ['a', 'b'] },
  progress: { hidden: ['x'] },
  public: { config: { options: ['a', 'b'] }, progress: {} },
  ...more,
})
const post = (id: string, of: string, state: string) => ({ kind: 'post', id, activity: of, state })

const rows = (results_shown: boolean) =>
  table(
    { kind: 'stage', id: 's', activity: 'now' },
    activity('now', { results_shown }),
    activity('later', {}),
    activity('chat', { beside: true }),
    activity('quiet', { beside: true, state: 'closed' }),
    { kind: 'tally', id: 'now', n: 3, counts: [1, 2] },
    { kind: 'tally', id: 'later', n: 1 },
    post('1', 'now', 'shown'),
    { kind: 'votes', id: '1', n: 2 },
    post('2', 'now', 'waiting'),
    post('3', 'quiet', 'shown'),
  )
const reader = (watcher: Watcher, rules: KindRules = () => undefined) =>
  new PublicRows(watcher, rules)
const keys = (found: Rows) => [...found.keys()]

test('what is on the stage or open beside it, without what is the presenter’s', () => {
  const found = reader('phone').read(rows(true))
  expect(keys(found)).toEqual([
    'stage/s',
    'activity/now',
    'tally/now',
    'activity/chat',
    'post/1',
    'votes/1',
  ])
  expect(found.get('activity/now')?.config).toEqual({ options: ['a', 'b'] })
  expect(JSON.stringify([...found.values()])).not.toMatch(/right|hidden|for me/)
})

test('hidden results are hidden: from phones all, on the screen all but how many', () => {
  expect(keys(reader('phone').read(rows(false)))).toEqual([
    'stage/s',
    'activity/now',
    'activity/chat',
  ])
  const screen = reader('screen').read(rows(false))
  expect(screen.get('tally/now')).toEqual({ kind: 'tally', id: 'now', rev: 1, n: 3 })
  expect(screen.has('post/1')).toBe(false)
})

test('of results and posts with a part for the presenter alone the rest is given', () => {
  const found = reader('phone', () => ({
    publicTally: ({ n }) => ({ n }),
    publicPost: (post) => ({ ...post, author: null }),
  })).read(rows(true))
  expect(found.get('tally/now')).toEqual({ kind: 'tally', id: 'now', rev: 1, n: 3 })
  expect(found.get('post/1')?.author).toBeNull()
})

test('a row that has not changed stays the same', () => {
  const screen = reader('screen')
  const all = rows(false)
  const [first, second] = [screen.read(all), screen.read(new Map(all))]
  expect(second.get('activity/now')).toBe(first.get('activity/now'))
  expect(second.get('tally/now')).toBe(first.get('tally/now'))
})
