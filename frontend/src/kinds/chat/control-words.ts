import { dictionary } from '../../lib/i18n.svelte'

const en = {
  slow: 'Slow mode',
  off: 'Off',
  seconds: (n: number) => `${n} s`,
  links: 'Links in messages',
  empty: 'No messages yet.',
  hide: 'Hide',
  show: 'Show',
  hidden: 'Hidden',
  mute: 'Mute',
  unmute: 'Unmute',
  muted: 'Muted',
  of: (action: string, text: string) => `${action}: “${text}”`,
  author: (action: string, name: string) => `${action}: ${name}`,
}

const ko: typeof en = {
  slow: '저속 모드',
  off: '끔',
  seconds: (n) => `${n}초`,
  links: '링크 허용',
  empty: '아직 메시지가 없습니다.',
  hide: '숨기기',
  show: '보이기',
  hidden: '숨김',
  mute: '글쓰기 막기',
  unmute: '글쓰기 허용',
  muted: '막힘',
  of: (action, text) => `${action}: “${text}”`,
  author: (action, name) => `${action}: ${name}`,
}

export const words = dictionary({ ko, en })
