import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  now: 'Being answered now',
  list: 'Questions',
  none: 'Ask your question on your phone.',
  hidden: 'Questions are coming in. They appear here when the presenter shows them.',
  all: 'All questions have been answered.',
  votes: (n: number) => `${formatNumber(n)} ${plural(n, 'vote', 'votes')}`,
  count: (n: number) => `${formatNumber(n)} ${plural(n, 'question', 'questions')}`,
  answered: (n: number) => `${formatNumber(n)} answered`,
}

const ko: typeof en = {
  now: '지금 답하는 질문',
  list: '질문',
  none: '휴대폰으로 질문을 남겨 주세요.',
  hidden: '질문을 모으고 있습니다. 진행자가 공개하면 여기에 나타납니다.',
  all: '모든 질문에 답했습니다.',
  votes: (n) => `${formatNumber(n)}표`,
  count: (n) => `질문 ${formatNumber(n)}개`,
  answered: (n) => `답변 완료 ${formatNumber(n)}개`,
}

export const words = dictionary({ ko, en })
