// How the results come about, in words: on the screen, and in the editor.
import { dictionary } from '../../lib/i18n.svelte'
import { placesOf } from './standing'
import type { Config } from './types'

const en = {
  borda: (last: number) =>
    last === 1
      ? 'Points: 1 for each first place.'
      : last === 2
        ? 'Points (Borda): 2 for a first place, 1 for a second.'
        : `Points (Borda): ${last} for a first place, ${last - 1} for a second, down to 1 for place ${last}.`,
  none: 'Nothing without a place.',
  average: 'Average place: the mean of all places it was given; less is better.',
  middle: (place: string) =>
    `Without a place it counts as ${place}, the middle of the places that are left.`,
}

const ko: typeof en = {
  borda: (last) =>
    last === 1
      ? '점수: 1위마다 1점입니다.'
      : last === 2
        ? '점수(보르다): 1위 2점, 2위 1점입니다.'
        : `점수(보르다): 1위 ${last}점, 2위 ${last - 1}점, … ${last}위 1점을 더합니다.`,
  none: '순위에 없으면 0점입니다.',
  average: '평균 순위: 받은 순위의 평균이며, 작을수록 앞섭니다.',
  middle: (place) => `순위에 없으면 남은 자리의 가운데인 ${place}위로 셉니다.`,
}

const t = dictionary({ ko, en })

export function formula(config: Config): string {
  const last = placesOf(config)
  const some = last < config.items.length
  const sentences =
    config.score === 'borda'
      ? [t().borda(last), some && t().none]
      : [t().average, some && t().middle(String((last + 1 + config.items.length) / 2))]
  return sentences.filter(Boolean).join(' ')
}
