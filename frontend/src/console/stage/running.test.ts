import { expect, test } from 'vitest'
import type { Row, Rows } from '../../lib/rows'
import { running, selected, tallyOf } from './running'

const table = (...rows: Omit<Row, 'rev'>[]): Rows =>
  new Map(rows.map((row) => [`${row.kind}/${row.id}`, { rev: 1, ...row } as Row]))

const activity = (id: string, position: number, more: object = {}) => ({
  kind: 'activity',
  id,
  position,
  beside: false,
  ...more,
})

const rows = table(
  activity('c', 3),
  activity('a', 1),
  activity('talk', 2, { beside: true }),
  activity('b', 4),
  activity('old', 5, { gone: true }),
  { kind: 'stage', id: 's', activity: 'c' },
  { kind: 'tally', id: 'a', n: 3 },
  { kind: 'tally', id: 'c', gone: true },
)
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

test('steps stand in their order, what stays beside the stage for itself', () => {
  const found = running(rows, null)
  expect(ids(found.steps)).toEqual(['a', 'c', 'b'])
  expect(ids(found.beside)).toEqual(['talk'])
  expect(found.onStage?.id).toBe('c')
})

test('an order that is on its way is shown already; what came since stands behind it', () => {
  expect(ids(running(rows, ['b', 'a', 'talk']).steps)).toEqual(['b', 'a', 'c'])
})

test('the chosen one is selected until something else comes on the stage', () => {
  const found = running(rows, null)
  const chosen = (id: string, stage: string | null) => selected(found, { id, stage })?.id
  expect(chosen('b', 'c')).toBe('b')
  expect(chosen('b', 'a')).toBe('c')
  expect(chosen('talk', 'a')).toBe('talk')
  expect(chosen('old', 'c')).toBe('c')
})

test('an empty stage leaves the selection where it is', () => {
  const empty = { ...running(rows, null), onStage: null }
  expect(selected(empty, { id: 'b', stage: 'b' })?.id).toBe('b')
  expect(selected(empty, null)?.id).toBe('a')
  expect(selected(running(table(), null), null)).toBeNull()
})

test('results that are gone are none', () => {
  expect(tallyOf(rows, 'a')?.n).toBe(3)
  expect(tallyOf(rows, 'b')).toBeNull()
  expect(tallyOf(rows, 'c')).toBeNull()
})
