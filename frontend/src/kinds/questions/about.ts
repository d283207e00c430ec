import MessageCircleQuestionMark from '@lucide/svelte/icons/message-circle-question-mark'
import type { About, Tally } from '../types'
import type { Config, Results } from './types'

export const about: About = {
  order: 80,
  icon: MessageCircleQuestionMark,
  ledByControl: true,
  words: {
    ko: {
      name: '질문 받기',
      description: '참여자가 질문하고 서로의 질문에 투표합니다. 하나씩 골라 답합니다.',
      prompt: '궁금한 것을 물어보세요',
      hidden: '끄면 서로의 질문을 볼 수 없습니다. 원할 때 직접 공개합니다',
    },
    en: {
      name: 'Questions',
      description:
        'People ask and vote for each other’s questions; you answer one after the other.',
      prompt: 'What would you like to know?',
      hidden: 'Otherwise nobody sees the questions of others until you show them',
    },
  },
  publicTally: ({ n, answered }: Tally<Results>) => ({ n, answered }),
  fresh: (): Config => ({ approve: false, most_each: 3, longest: 300 }),
}
