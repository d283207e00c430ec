// An activity as phones and screens are given it, made from what its presenter has. Pure.
import type { Activity, ConsoleActivity, Desk, Mine, Post, Tally } from '../../kinds/types'

export function asPhonesSee(activity: ConsoleActivity): Activity {
  const { id, type, title, state, round, anonymous, results_shown, asked_at, closes_at } = activity
  return {
    id,
    type,
    title,
    state,
    round,
    anonymous,
    results_shown,
    asked_at,
    closes_at,
    config: activity.public.config,
    progress: activity.public.progress as Record<string, unknown>,
  }
}

export const tallyForPhones = (activity: ConsoleActivity, tally: Tally | null): Tally | null =>
  activity.results_shown ? tally : null

/** The screen says how many have answered also while it hides what. */
export const tallyForScreens = (
  activity: ConsoleActivity,
  tally: Tally | null,
): { n: number } | null => (activity.results_shown || !tally ? tally : { n: tally.n })

export const postsForAll = (activity: ConsoleActivity, posts: readonly Post[]): readonly Post[] =>
  activity.results_shown ? posts.filter((post) => post.state === 'shown') : []

/** Of a phone on which nothing has been done. */
export const NOTHING: Mine = { answers: {}, posts: [], votes: [] }

/** What a card can do where nobody touches it: nothing. */
export const idleDesk = (now: () => number): Desk => ({
  sending: 'idle',
  problem: '',
  respond: async () => false,
  takeBack: async () => false,
  call: async () => undefined,
  refresh: async () => {},
  now,
})
