import { dictionary } from '../../lib/i18n.svelte'

const en = {
  tap: (emoji: string) => `React with ${emoji}`,
  taps: 'Reactions',
  mood: 'How is it for you?',
  moods: { faster: 'Faster', slower: 'Slower', lost: 'I am lost', fine: 'All fine' },
  moodSet: 'The presenter sees it. Tap again to take it back.',
}

const ko: typeof en = {
  tap: (emoji) => `${emoji} 보내기`,
  taps: '반응',
  mood: '지금 어떠세요?',
  moods: { faster: '더 빠르게', slower: '더 천천히', lost: '잘 모르겠어요', fine: '좋아요' },
  moodSet: '진행자에게 보여요. 다시 누르면 취소돼요.',
}

export const words = dictionary({ ko, en })
export const MOOD_SIGNS = { faster: '⏩', slower: '🐢', lost: '🤔', fine: '👌' } as const
