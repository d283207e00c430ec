import { dictionary, plural } from '../../lib/i18n.svelte'

const en = {
  points: (points: number) => plural(points, 'point', 'points'),
  average: 'on average',
}

const ko: typeof en = {
  points: () => '점',
  average: '위',
}

export const t = dictionary({ ko, en })
