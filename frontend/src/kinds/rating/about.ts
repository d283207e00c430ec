import Star from '@lucide/svelte/icons/star'
import type { About, Tally } from '../types'
import type { Answer, Brief, Config, Results } from './types'

export const about: About = {
  order: 20,
  icon: Star,
  words: {
    en: {
      name: 'Rating',
      description: 'Stars or numbers, for one thing or for a table of statements.',
      prompt: 'How was it?',
    },
    ko: {
      name: '별점·척도',
      description: '하나를 평가하거나, 여러 항목을 표로 한꺼번에 평가합니다.',
      prompt: '어떠셨나요?',
    },
  },
  fresh: (): Config => ({
    statements: [{ id: 'a', text: '' }],
    points: 5,
    look: 'stars',
    low: '',
    middle: '',
    high: '',
    skippable: false,
    changeable: true,
  }),
  publicTally: (tally, _, watcher) =>
    watcher === 'phone' ? brief(tally as Tally<Results>) : tally,
  inWords: (answer, config) => {
    const { values } = answer as Answer
    const rated = (config as Config).statements.filter(({ id }) => values[id])
    return rated
      .map(({ id, text }) => (text ? `${text}: ${values[id]}` : `${values[id]}`))
      .join(', ')
  },
}

function brief({ n, statements }: Tally<Results>): Tally<Brief> {
  const means = statements.map(({ mean }) => mean)
  return { n, means, ...(statements[1] ? {} : { counts: statements[0]?.counts ?? [] }) }
}
