// What phones and screens are given of the results that the presenter has: for the preview. Pure.
import type { Tally, Watcher } from '../types'
import type { Place, QuizResults } from './types'

const ROWS_ON_PHONES = 5
const WORDS_ON_SCREEN = 8

/** As long as a question is asked and not revealed, nobody is told more than how many have answered. */
export function given(
  tally: Tally<Partial<QuizResults>>,
  { phase }: Partial<Place>,
  watcher: Watcher,
): Tally<Partial<QuizResults>> {
  if (phase === 'asking' || phase === 'locked') return { n: tally.n }
  const { rows, words, ...rest } = tally
  return {
    ...rest,
    ...(rows && { rows: watcher === 'phone' ? rows.slice(0, ROWS_ON_PHONES) : rows }),
    ...(words && {
      words: words.filter(([, n, right]) => right || n > 1).slice(0, WORDS_ON_SCREEN),
    }),
  }
}
