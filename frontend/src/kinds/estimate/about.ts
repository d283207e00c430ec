import Target from '@lucide/svelte/icons/target'
import type { About, Tally } from '../types'
import { show } from './numbers'
import type { Answer, Brief, Config, Results } from './types'

export const about: About = {
  order: 60,
  icon: Target,
  ledByControl: true,
  words: {
    en: {
      name: 'Estimate',
      description: 'Everybody guesses a number; then you reveal the true one and who came nearest.',
      prompt: 'How high is it?',
      hidden: 'Otherwise the guesses stay hidden until you reveal the true number',
    },
    ko: {
      name: '숫자 맞히기',
      description: '모두가 숫자를 예상하고, 정답과 가장 가까운 답을 공개합니다.',
      prompt: '얼마나 될까요?',
      hidden: '끄면 정답을 공개할 때까지 예상한 수가 보이지 않습니다',
    },
  },
  fresh: (): Config => ({
    least: 0,
    most: null,
    decimals: 0,
    unit: '',
    truth: null,
    changeable: true,
  }),
  publicTally: (tally, _, watcher) =>
    watcher === 'phone' ? brief(tally as Tally<Results>) : tally,
  inWords: (answer, config) => show((answer as Answer).value, config as Config),
}

function brief({ n, median, bins }: Tally<Results>): Tally<Brief> {
  if (!bins) return { n, median, start: 0, width: 1, bars: [] }
  const bars = bins.counts.flatMap((count, at) =>
    at % 2 ? [] : [count + (bins.counts[at + 1] ?? 0)],
  )
  return { n, median, start: bins.start, width: 2 * bins.width, bars }
}
