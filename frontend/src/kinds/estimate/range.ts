import { dictionary } from '../../lib/i18n.svelte'
import { FARTHEST, show } from './numbers'
import type { Config } from './types'

const en = {
  between: (least: string, most: string) => `From ${least} to ${most}`,
  least: (least: string) => `${least} or more`,
  most: (most: string) => `${most} or less`,
}

const ko: typeof en = {
  between: (least, most) => `${least}부터 ${most}까지`,
  least: (least) => `${least} 이상`,
  most: (most) => `${most} 이하`,
}

const t = dictionary({ ko, en })

/** Which guesses are taken, in words; empty where all are, or nearly: `exactly` names the ends in any case. */
export function range(config: Config, exactly = false): string {
  const far = exactly ? FARTHEST : null
  const [least, most] = [config.least ?? (far && -far), config.most ?? far].map(
    (end) => end !== null && show(end, config),
  )
  if (least && most) return t().between(least, most)
  return least ? t().least(least) : most ? t().most(most) : ''
}
