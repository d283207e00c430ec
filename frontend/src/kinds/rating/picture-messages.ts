import { dictionary } from '../../lib/i18n.svelte'

const en = {
  mean: 'Mean',
  median: 'Median',
  deviation: 'Spread',
  spread: 'Spread: standard deviation',
  statement: 'Statement',
}

const ko: typeof en = {
  mean: '평균',
  median: '중앙값',
  deviation: '표준편차',
  spread: '표준편차: 점수가 흩어진 정도',
  statement: '항목',
}

export const t = dictionary({ ko, en })
