// Words of what the phone and the console share: the log and where one writes.

import { dictionary, plural } from '../../lib/i18n.svelte'

const en = {
  log: 'Messages',
  older: 'Earlier messages',
  loading: 'Loading…',
  news: (n: number) => `${n} new ${plural(n, 'message', 'messages')}`,
  presenter: 'Presenter',
  somebody: 'Somebody',
  said: (author: string, text: string) => `${author}: ${text}`,
  message: 'Message',
  send: 'Send',
  wait: (seconds: number) => `Slow mode: you can send in ${seconds} s.`,
  left: (n: number) => (n < 0 ? `${-n} too many` : `${n} left`),
  reply: 'Reply',
  replyTo: (author: string) => `Reply to ${author}`,
  noReply: 'Do not reply',
  earlier: 'An earlier message',
}

const ko: typeof en = {
  log: '메시지',
  older: '이전 메시지 보기',
  loading: '불러오는 중…',
  news: (n) => `새 메시지 ${n}개`,
  presenter: '진행자',
  somebody: '참여자',
  said: (author, text) => `${author}: ${text}`,
  message: '메시지',
  send: '보내기',
  wait: (seconds) => `저속 모드: ${seconds}초 뒤에 보낼 수 있어요.`,
  left: (n) => (n < 0 ? `${-n}글자 넘음` : `${n}글자 남음`),
  reply: '답장',
  replyTo: (author) => `${author} 님에게 답장`,
  noReply: '답장 취소',
  earlier: '이전 메시지',
}

export const t = dictionary({ ko, en })

interface Written {
  author: string | null
  presenter: boolean
}
export const authorOf = ({ author, presenter }: Written): string =>
  presenter ? t().presenter : (author ?? t().somebody)

export const shortly = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
