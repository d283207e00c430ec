import type { Seen } from '../kinds/live'
import { dictionary, formatNumber, plural } from '../lib/i18n.svelte'

const en = {
  stage: 'On stage',
  fresh: 'Something new',
  besides: 'What is open',
  waiting: 'Look at the screen. What comes next appears here too.',
  state: { draft: 'Not open yet', open: 'Open', closed: 'Closed' },
  results: 'Results',
  anonymous: 'Anonymous',
  named: 'With your name',
  noCard: 'Please look at the screen.',
  failed: 'This part could not be loaded.',
  again: 'Load again',
  later: (seconds: number) =>
    `Please try again in ${plural(seconds, '1 second', `${formatNumber(seconds)} seconds`)}.`,
  left: 'What you wrote before',
  held: 'The session is not open now.',
  news: (count: number) => plural(count, '1 new', `${formatNumber(count)} new`),
}

const ko: typeof en = {
  stage: '지금 순서',
  fresh: '새로 나왔어요',
  besides: '열려 있는 것',
  waiting: '앞의 화면을 봐 주세요. 다음 순서가 여기에도 나타나요.',
  state: { draft: '아직 열리지 않았어요', open: '진행 중', closed: '마감했어요' },
  results: '결과',
  anonymous: '익명',
  named: '이름 공개',
  noCard: '앞의 화면을 봐 주세요.',
  failed: '이 부분을 불러오지 못했어요.',
  again: '다시 불러오기',
  later: (seconds) => `${formatNumber(seconds)}초 뒤에 다시 해 주세요.`,
  left: '앞에서 쓴 글',
  held: '지금은 세션이 열려 있지 않아요.',
  news: (count) => `새 글 ${formatNumber(count)}개`,
}

export const t = dictionary({ ko, en })

export const stateOf = ({
  activity: { state },
  tally,
}: Pick<Seen, 'activity' | 'tally'>): string =>
  state === 'closed' && tally ? `${t().state.closed} · ${t().results}` : t().state[state]
