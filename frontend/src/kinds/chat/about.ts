import MessagesSquare from '@lucide/svelte/icons/messages-square'
import type { About } from '../types'
import type { Config } from './types'

export const about: About = {
  order: 95,
  icon: MessagesSquare,
  ledByControl: true,
  words: {
    ko: {
      name: '채팅',
      description: '발표하는 동안 모두가 함께 이야기합니다. 답장과 이모지도 보냅니다.',
      prompt: '함께 이야기해요',
      hidden: '끄면 휴대폰과 스크린에 메시지가 나오지 않습니다. 원할 때 직접 공개합니다',
    },
    en: {
      name: 'Chat',
      description: 'A conversation beside the talk, with replies and emoji.',
      prompt: 'Let us talk',
      hidden: 'Otherwise phones and screen show no messages until you do',
    },
  },
  fresh: (): Config => ({ slow: 0, links: true, longest: 500 }),
}
