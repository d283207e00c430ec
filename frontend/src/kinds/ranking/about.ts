import ListOrdered from '@lucide/svelte/icons/list-ordered'
import type { About, Tally } from '../types'
import type { Answer, Brief, Config, Results } from './types'

export const about: About = {
  order: 50,
  icon: ListOrdered,
  words: {
    en: {
      name: 'Ranking',
      description: 'Things are put in order, all of them or the first few.',
      prompt: 'What matters most?',
    },
    ko: {
      name: '순위 매기기',
      description: '여러 가지를 순서대로 놓습니다. 전부 또는 앞의 몇 개만 고릅니다.',
      prompt: '무엇이 가장 중요할까요?',
    },
  },
  fresh: (): Config => ({
    items: ['a', 'b', 'c'].map((id) => ({ id, text: '' })),
    places: null,
    score: 'borda',
    changeable: true,
  }),
  publicTally: (tally, { config }, watcher) =>
    watcher === 'phone' ? brief(tally as Tally<Results>, config as Config) : tally,
  inWords: (answer, config) => {
    const texts = new Map((config as Config).items.map(({ id, text }) => [id, text]))
    return (answer as Answer).order.map((id, at) => `${at + 1}. ${texts.get(id) ?? '?'}`).join(', ')
  },
}

const brief = ({ n, items }: Tally<Results>, { score }: Config): Tally<Brief> => ({
  n,
  scores: items.map(({ points, average }) => (score === 'borda' ? points : average)),
})
