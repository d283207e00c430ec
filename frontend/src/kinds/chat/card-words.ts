import { dictionary } from '../../lib/i18n.svelte'

const en = {
  empty: 'Nobody has written yet. Be the first!',
  hidden: 'The presenter does not show the messages now. Yours still arrive.',
  closed: 'The chat is closed.',
  you: 'You',
  actions: (author: string, text: string) => `React or reply: ${author}, “${text}”`,
  react: (emoji: string) => `React with ${emoji}`,
  reacted: (emoji: string, n: number) => `${emoji} ${n}`,
}

const ko: typeof en = {
  empty: '아직 메시지가 없어요. 먼저 말을 걸어 보세요!',
  hidden: '진행자가 지금은 메시지를 보여 주지 않아요. 쓴 메시지는 전해져요.',
  closed: '채팅이 닫혔어요.',
  you: '나',
  actions: (author, text) => `반응하거나 답장하기: ${author}, “${text}”`,
  react: (emoji) => `${emoji} 보내기`,
  reacted: (emoji, n) => `${emoji} ${n}개`,
}

export const words = dictionary({ ko, en })
