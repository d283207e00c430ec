import { dictionary, plural } from '../../lib/i18n.svelte'

const en = {
  label: 'Your answer',
  left: (n: number) => (n < 0 ? `${-n} too many` : `${n} left`),
  again: (n: number) => `You can write ${n} more.`,
  change: 'Change',
  changing: 'Change your answer',
  cancel: 'Cancel',
  changeThis: (text: string) => `Change “${text}”`,
  mine: 'Your answers',
  waiting: 'Waits for the presenter',
  in: 'Sent',
  wall: 'All answers',
  vote: (text: string, n: number) => `Vote for “${text}”, ${n} ${plural(n, 'vote', 'votes')}`,
  own: 'Yours',
  edited: 'Edited',
  more: 'Show more',
}

const ko: typeof en = {
  label: '내 답',
  left: (n) => (n < 0 ? `${-n}글자 넘음` : `${n}글자 남음`),
  again: (n) => `${n}개 더 쓸 수 있어요.`,
  change: '고치기',
  changing: '답 고치기',
  cancel: '취소',
  changeThis: (text) => `“${text}” 고치기`,
  mine: '내가 쓴 답',
  waiting: '진행자의 승인을 기다려요',
  in: '잘 들어갔어요',
  wall: '모두의 답',
  vote: (text, n) => `“${text}”에 공감하기, 공감 ${n}`,
  own: '내 답',
  edited: '고친 글',
  more: '더 보기',
}

export const t = dictionary({ ko, en })
