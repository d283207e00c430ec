import MessagesSquare from '@lucide/svelte/icons/messages-square'
import type { About } from '../types'
import type { Config } from './types'

export const about: About = {
  order: 95,
  icon: MessagesSquare,
  words: {
    ko: {
      name: '채팅',
      description: '발표하는 동안 모두가 함께 나누는 대화. 답장과 이모지도 보냅니다.',
      prompt: '함께 이야기해요',
    },
    en: {
      name: 'Chat',
      description: 'A conversation beside the talk, with replies and emoji.',
      prompt: 'Let us talk',
    },
  },
  fresh: (): Config => ({ slow: 0, links: true, longest: 500 }),
}
