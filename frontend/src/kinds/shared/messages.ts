import { dictionary } from '../../lib/i18n.svelte'

const en = {
  send: 'Send',
  sending: 'Sending…',
  change: 'Change my answer',
  answered: 'Your answer is in.',
  changeable: 'You can still change it.',
  offline: 'No connection.',
  kept: 'Your answer is kept and goes by itself.',
  outgoing: 'On its way',
  network: 'Waiting for the network.',
  goes: 'It goes by itself.',
  arrived: 'It was sent.',
  refused: 'Not sent.',
  edit: 'Edit',
  withdraw: 'Don’t send',
  dismiss: 'Dismiss',
  remove: 'Delete',
  sure: 'Really delete?',
}

const ko: typeof en = {
  send: '보내기',
  sending: '보내는 중…',
  change: '답 바꾸기',
  answered: '답을 받았어요.',
  changeable: '아직 바꿀 수 있어요.',
  offline: '연결이 끊겼어요.',
  kept: '답을 저장해 두었다가 연결되면 자동으로 보낼게요.',
  outgoing: '아직 보내지 못한 글',
  network: '연결을 기다리고 있어요.',
  goes: '자동으로 보낼게요.',
  arrived: '보냈어요.',
  refused: '보내지 못했어요.',
  edit: '고치기',
  withdraw: '보내지 않기',
  dismiss: '지우기',
  remove: '지우기',
  sure: '정말 지울까요?',
}

export const t = dictionary({ ko, en })
