import MessageSquareText from '@lucide/svelte/icons/message-square-text'
import type { About } from '../types'
import type { Config } from './types'

export const about: About = {
  order: 40,
  icon: MessageSquareText,
  words: {
    ko: {
      name: '자유 응답',
      description: '자기 말로 쓴 답을 게시판에 모으고, 그룹으로 묶고, 하나를 크게 보여 줍니다.',
      prompt: '오늘 가장 기억에 남는 것은 무엇인가요?',
      hidden: '끄면 휴대폰과 스크린에 답이 나오지 않습니다. 원할 때 직접 공개합니다',
    },
    en: {
      name: 'Open text',
      description: 'Answers in people’s own words on a wall: group them, show one large.',
      prompt: 'What will you remember of today?',
      hidden: 'Otherwise phones and screen show no answers until you do',
    },
  },
  publicPost: (post, { config }) => ((config as Config).names ? post : { ...post, author: null }),
  fresh: (): Config => ({ most: 1, longest: 200, approve: false, votes: true, names: true }),
}
