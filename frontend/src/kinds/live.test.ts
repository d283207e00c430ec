import { expect, test } from 'vitest'
import type { Row, Rows } from '../lib/rows'
import { latest, NO_POSTS, Posts, Show } from './live'
import type { Paged } from './types'

const table = (...rows: Omit<Row, 'rev'>[]): Rows =>
  new Map(rows.map((row) => [`${row.kind}/${row.id}`, { rev: 1, ...row } as Row]))

const post = (id: string, number: number, more: object = {}) => ({
  kind: 'post',
  id,
  number,
  activity: 'talk',
  round: 1,
  ...more,
})

test('posts carry their votes, oldest first', () => {
  const posts = new Posts().read(
    table(
      post('y', 2),
      post('x', 1),
      post('z', 3, { gone: true }),
      post('w', 4, { activity: 'wall' }),
      { kind: 'votes', id: 'y', n: 2, emoji: { '👍': 1 } },
      { kind: 'votes', id: 'x', gone: true },
    ),
  )
  expect(posts.get('talk')?.map(({ id, votes, emoji }) => [id, votes, emoji])).toEqual([
    ['x', 0, {}],
    ['y', 2, { '👍': 1 }],
  ])
  expect(posts.get('wall')?.map(({ id }) => id)).toEqual(['w'])
})

test('a vote changes its post and no other; a list without news stays the same', () => {
  const reader = new Posts()
  const before = table(post('x', 1), post('y', 2), post('w', 3, { activity: 'wall' }))
  const first = reader.read(before)
  const after = new Map(before).set('votes/y', { kind: 'votes', id: 'y', rev: 2, n: 1 })
  const second = reader.read(after)
  expect(second.get('talk')?.[0]).toBe(first.get('talk')?.[0])
  expect(second.get('talk')?.[1]?.votes).toBe(1)
  expect(second.get('wall')).toBe(first.get('wall'))
})

test('posts of another round are not shown', () => {
  const rows = table(
    { kind: 'activity', id: 'talk', round: 2 },
    post('x', 1),
    post('y', 2, { round: 2 }),
  )
  expect(
    new Posts()
      .read(rows)
      .get('talk')
      ?.map(({ id }) => id),
  ).toEqual(['y'])
})

test('a post of a page follows what the rows tell later', () => {
  const paged = { ...post('x', 1), text: 'old', votes: 1, emoji: {}, rev: 5 } as unknown as Paged
  const told = (...rows: Row[]) =>
    latest(new Map(rows.map((row) => [`${row.kind}/${row.id}`, row])), paged)
  expect(told()).toBe(paged)
  expect(told({ kind: 'post', id: 'x', rev: 4, gone: true })).toBe(paged)
  expect(told({ kind: 'post', id: 'x', rev: 6, gone: true })).toBeNull()
  expect(told({ kind: 'post', id: 'x', rev: 6, text: 'new' })).toMatchObject({
    text: 'new',
    votes: 1,
  })
  const votes = told({ kind: 'votes', id: 'x', rev: 6, n: 2, emoji: { '👍': 1 } })
  expect(votes).toMatchObject({ text: 'old', votes: 2, emoji: { '👍': 1 } })
})

const activity = (id: string, more: object = {}) => ({
  kind: 'activity',
  id,
  type: 'chat',
  state: 'open',
  round: 1,
  ...more,
})
const onStage = { kind: 'stage', id: 's', activity: 'talk' }

test('what is on the stage, and what is open beside it', () => {
  const { stage, beside } = new Show().read(
    table(
      onStage,
      activity('wall'),
      activity('talk'),
      activity('poll', { state: 'closed' }),
      activity('quiz', { gone: true }),
    ),
  )
  expect(stage?.activity.id).toBe('talk')
  expect(stage?.posts).toBe(NO_POSTS)
  expect(beside.map((seen) => seen.activity.id)).toEqual(['wall'])
})

test('an empty stage, and one whose activity is not known yet', () => {
  expect(new Show().read(table()).stage).toBeNull()
  const { stage, beside } = new Show().read(table(onStage, activity('wall')))
  expect(stage).toBeNull()
  expect(beside.map((seen) => seen.activity.id)).toEqual(['wall'])
})

test('a tally that is gone is none', () => {
  const read = (tally: object) =>
    new Show().read(table(onStage, activity('talk'), { kind: 'tally', id: 'talk', ...tally })).stage
  expect(read({ n: 3 })?.tally?.n).toBe(3)
  expect(read({ gone: true })?.tally).toBeNull()
})
