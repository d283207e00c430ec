import { dictionary } from '../../lib/i18n.svelte'

const en = {
  log: 'Newest messages',
  empty: 'No messages yet. Write the first one on your phone.',
  hidden: 'The messages are not shown now.',
  earlier: 'An earlier message',
  presenter: 'Presenter',
  somebody: 'Somebody',
}

const ko: typeof en = {
  log: '최근 메시지',
  empty: '아직 메시지가 없습니다. 휴대폰으로 첫 메시지를 써 주세요.',
  hidden: '지금은 메시지를 보여 주지 않습니다.',
  earlier: '이전 메시지',
  presenter: '진행자',
  somebody: '참여자',
}

export const words = dictionary({ ko, en })
