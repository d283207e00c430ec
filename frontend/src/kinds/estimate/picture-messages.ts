import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  mean: 'Mean',
  median: 'Median',
  truth: 'True value',
  unit: (unit: string) => `in ${unit}`,
  noTruth: 'No true value is set: there is nothing to reveal.',
  reveal: 'Reveal the true value',
  hide: 'Hide the true value again',
  revealHint: 'Ends the guessing, and shows the results and the nearest guesses.',
  nearest: 'Nearest guesses',
  off: (far: string) => (far ? `off by ${far}` : 'exact'),
  times: (n: number) => plural(n, '1 person', `${formatNumber(n)} people`),
  more: (n: number) => `and ${formatNumber(n)} more`,
}

const ko: typeof en = {
  mean: '평균',
  median: '중앙값',
  truth: '정답',
  unit: (unit) => `단위: ${unit}`,
  noTruth: '정답을 정하지 않아 공개할 것이 없습니다.',
  reveal: '정답 공개',
  hide: '정답 다시 숨기기',
  revealHint: '예상을 마감하고, 결과와 가장 가까운 답을 함께 보여 줍니다.',
  nearest: '가장 가까운 답',
  off: (far) => (far ? `${far} 차이` : '정확히 맞힘'),
  times: (n) => `${formatNumber(n)}명`,
  more: (n) => `외 ${formatNumber(n)}명`,
}

export const t = dictionary({ ko, en })
