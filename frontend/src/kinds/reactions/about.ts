import SmilePlus from '@lucide/svelte/icons/smile-plus'
import type { About } from '../types'
import type { Config } from './types'

export const about: About = {
  order: 100,
  icon: SmilePlus,
  words: {
    ko: {
      name: '반응',
      description: '누르면 이모지가 화면 위로 날아갑니다. 진행이 빠른지 느린지도 알립니다.',
      prompt: '반응을 보내 주세요',
      hidden: '끄면 스크린에 이모지가 날아가지 않습니다. 원할 때 직접 공개합니다',
    },
    en: {
      name: 'Reactions',
      description: 'Emoji that fly over the screen, and how it goes for everybody.',
      prompt: 'How do you like it?',
      hidden: 'Otherwise no emoji fly over the screen until you show them',
    },
  },
  fresh: (): Config => ({ emoji: ['👏', '❤️', '😂', '😮', '🎉'], mood: true }),
}
