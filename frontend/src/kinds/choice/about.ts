import ListChecks from '@lucide/svelte/icons/list-checks'
import type { About } from '../types'
import { freshOption } from './fresh'
import type { ChoiceAnswer, ChoiceConfig } from './types'

export const about: About = {
  order: 1,
  icon: ListChecks,
  words: {
    en: {
      name: 'Choice',
      description: 'One answer or several among your options, as bars or as a donut.',
      prompt: 'Which of these?',
    },
    ko: {
      name: '객관식',
      description: '보기 중에서 하나 또는 여러 개를 고릅니다. 막대나 도넛으로 보여 줍니다.',
      prompt: '무엇을 고를까요?',
    },
  },
  fresh: (): ChoiceConfig => ({
    options: [freshOption('a', ''), freshOption('b', '')],
    multiple: false,
    least: 1,
    most: null,
    picture: 'bars',
    shuffled: false,
    changeable: true,
  }),
  inWords: (answer, config) => {
    const { options } = config as ChoiceConfig
    const chosen = (answer as ChoiceAnswer).options
    return options
      .filter(({ id }) => chosen.includes(id))
      .map(({ text, emoji }) => (emoji ? `${emoji} ${text}` : text))
      .join(', ')
  },
}
