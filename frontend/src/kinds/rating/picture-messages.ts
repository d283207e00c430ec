import { dictionary } from '../../lib/i18n.svelte'

const en = {
  mean: 'Mean',
  median: 'Median',
  deviation: 'Spread',
  spread: 'Spread: standard deviation of all ratings',
  statement: 'Statement',
}

const ko: typeof en = {
  mean: '평균',
  median: '중앙값',
  deviation: '표준편차',
  spread: '모든 점수의 표준편차',
  statement: '항목',
}

export const t = dictionary({ ko, en })
