import Target from '@lucide/svelte/icons/target'
import type { About } from '../types'
import { show } from './numbers'
import type { Answer, Config } from './types'

export const about: About = {
  order: 60,
  icon: Target,
  words: {
    en: {
      name: 'Estimate',
      description: 'Everybody guesses a number; then you reveal the true one and who came nearest.',
      prompt: 'How high is it?',
    },
    ko: {
      name: '숫자 맞히기',
      description: '모두가 숫자를 예상하고, 정답과 가장 가까운 답을 공개합니다.',
      prompt: '얼마나 될까요?',
    },
  },
  fresh: (): Config => ({
    least: 0,
    most: null,
    decimals: 0,
    unit: '',
    truth: null,
    changeable: true,
  }),
  inWords: (answer, config) => show((answer as Answer).value, config as Config),
}
