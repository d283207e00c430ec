import { expect, test } from 'vitest'
import type { ConsoleActivity, Post, Tally } from '../../kinds/types'
import { asPhonesSee, postsForAll, tallyForPhones, tallyForScreens } from './preview'

const activity = (results_shown: boolean) =>
  ({
    id: 'a',
    title: 'Which?',
    results_shown,
    notes: 'for me',
    config: { right: 'b', options: ['a', 'b'] },
    progress: { hidden: ['x'] },
    public: { config: { options: ['a', 'b'] }, progress: {} },
  }) as unknown as ConsoleActivity
const tally = { n: 3, counts: [1, 2] } as Tally
const posts = [
  { id: '1', state: 'shown' },
  { id: '2', state: 'waiting' },
] as Post[]

test('what is the presenter’s stays with them', () => {
  const seen = asPhonesSee(activity(true))
  expect(seen.config).toEqual({ options: ['a', 'b'] })
  expect(JSON.stringify(seen)).not.toMatch(/right|hidden|for me/)
})

test('hidden results are hidden in the preview too', () => {
  expect(tallyForPhones(activity(false), tally)).toBeNull()
  expect(tallyForScreens(activity(false), tally)).toEqual({ n: 3 })
  expect(postsForAll(activity(false), posts)).toEqual([])
  expect(tallyForPhones(activity(true), tally)).toBe(tally)
  expect(tallyForScreens(activity(true), tally)).toBe(tally)
  expect(postsForAll(activity(true), posts).map(({ id }) => id)).toEqual(['1'])
})
