import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  points: (point: number, most: number) => `${point} of ${most}`,
  skip: 'Leave out',
  skippable: 'You may leave some out.',
  mean: (mean: string) => `Mean ${mean}`,
  people: (n: number) => `${formatNumber(n)} ${plural(n, 'answer', 'answers')}`,
}

const ko: typeof en = {
  points: (point, most) => `${most}점 중 ${point}점`,
  skip: '건너뛰기',
  skippable: '몇 개는 건너뛰어도 괜찮아요.',
  mean: (mean) => `평균 ${mean}점`,
  people: (n) => `${formatNumber(n)}명이 답했어요.`,
}

export const t = dictionary({ ko, en })
