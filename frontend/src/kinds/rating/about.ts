import Star from '@lucide/svelte/icons/star'
import type { About } from '../types'
import type { Answer, Config } from './types'

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
  inWords: (answer, config) => {
    const { values } = answer as Answer
    const rated = (config as Config).statements.filter(({ id }) => values[id])
    return rated
      .map(({ id, text }) => (text ? `${text}: ${values[id]}` : `${values[id]}`))
      .join(', ')
  },
}
