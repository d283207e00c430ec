import { expect, test } from 'vitest'
import { changesOf, draftOf } from './draft'
import type { KnownKind } from './known'

const kind = (info: object) =>
  ({
    info: { named: false, anonymous: true, results_shown: true, ...info },
    about: { fresh: () => ({ options: [] }) },
  }) as unknown as KnownKind

test('a new one begins as its kind and its session say', () => {
  expect(draftOf(kind({}), undefined, false, 'en')).toEqual({
    title: '',
    config: { options: [] },
    anonymous: true,
    results_shown: true,
    notes: '',
  })
  expect(draftOf(kind({ anonymous: false }), undefined, true, 'en').anonymous).toBe(true)
  expect(draftOf(kind({ anonymous: false, named: true }), undefined, true, 'en').anonymous).toBe(
    false,
  )
})

test('only what was changed is sent', () => {
  const before = draftOf(kind({}), undefined, false, 'en')
  expect(changesOf(before, { ...before, config: { options: [] } })).toEqual({})
  expect(changesOf(before, { ...before, title: 'Which?', notes: 'slowly' })).toEqual({
    title: 'Which?',
    notes: 'slowly',
  })
})
