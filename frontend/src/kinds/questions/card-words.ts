import { dictionary, plural } from '../../lib/i18n.svelte'

const en = {
  label: 'Your question',
  named: 'Your name stands beside it.',
  anonymous: 'Nobody learns who asked.',
  ask: 'Ask',
  asked: 'Your question is in.',
  waits: 'Your question is in. It appears when the presenter has read it.',
  enough: (n: number) =>
    `You have ${n} open ${plural(n, 'question', 'questions')}. Wait for an answer, or delete one.`,
  change: 'Change',
  cancel: 'Cancel',
  sort: 'Which questions',
  popular: 'Popular',
  newest: 'Newest',
  mine: (n: number) => (n ? `Mine ${n}` : 'Mine'),
  vote: (text: string, n: number) => `Vote for “${text}” (${n})`,
  none: 'No questions yet.',
  own: 'Yours',
  edited: 'Edited',
  now: 'Being answered now',
  answered: 'Answered',
  waiting: 'Waits for the presenter',
  gone: 'Not shown any more',
  more: 'Show more',
}

const ko: typeof en = {
  label: '내 질문',
  named: '이름이 함께 보여요.',
  anonymous: '누가 물었는지 아무도 몰라요.',
  ask: '질문하기',
  asked: '질문을 받았어요.',
  waits: '질문을 받았어요. 진행자가 확인하면 모두에게 보여요.',
  enough: (n) => `답을 기다리는 질문이 ${n}개예요. 답을 기다리거나 하나를 지워 주세요.`,
  change: '고치기',
  cancel: '취소',
  sort: '볼 질문',
  popular: '인기',
  newest: '최신',
  mine: (n) => (n ? `내 질문 ${n}` : '내 질문'),
  vote: (text, n) => `“${text}”에 투표하기 (${n}표)`,
  none: '아직 질문이 없어요.',
  own: '내 질문',
  edited: '고친 글',
  now: '지금 답하는 중',
  answered: '답변 완료',
  waiting: '진행자의 확인을 기다려요',
  gone: '이제 보이지 않아요',
  more: '더 보기',
}

export const t = dictionary({ ko, en })
