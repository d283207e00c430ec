import SmilePlus from '@lucide/svelte/icons/smile-plus'
import type { About } from '../types'
import type { Config } from './types'

export const about: About = {
  order: 100,
  icon: SmilePlus,
  words: {
    ko: {
      name: '반응',
      description: '누르면 화면 위로 날아가는 이모지와 지금 어떤지.',
      prompt: '반응을 보내 주세요',
    },
    en: {
      name: 'Reactions',
      description: 'Emoji that fly over the screen, and how it goes for everybody.',
      prompt: 'How do you like it?',
    },
  },
  fresh: (): Config => ({ emoji: ['👏', '❤️', '😂', '😮', '🎉'], mood: true }),
}
