import Cloud from '@lucide/svelte/icons/cloud'
import type { About, Tally } from '../types'
import type { AllResults, Config } from './types'

export const about: About = {
  order: 30,
  icon: Cloud,
  words: {
    ko: {
      name: '워드 클라우드',
      description: '짧은 단어를 모아 구름처럼 보여 줍니다. 많이 나온 단어일수록 커집니다.',
      prompt: '오늘을 한 단어로 표현하면?',
    },
    en: {
      name: 'Word cloud',
      description: 'Short words that gather into a cloud: the more often, the larger.',
      prompt: 'Today in one word?',
    },
  },
  publicTally: ({ n, words, more }: Tally<AllResults>, { state }, watcher) =>
    watcher === 'phone' && state === 'open' ? { n, words: fitting(words) } : { n, words, more },
  inWords: (answer) => (answer as { words: readonly string[] }).words.join(', '),
  fresh: (): Config => ({ most: 3, filtered: ['ko', 'en'] }),
}

/** While it is open, phones get as many as a small message has room for. The server says how many bytes. */
function fitting(words: AllResults['words']): AllResults['words'] {
  let room = 96
  return words.filter(
    (word) => (room -= new TextEncoder().encode(`${JSON.stringify(word)},`).length) >= 0,
  )
}
