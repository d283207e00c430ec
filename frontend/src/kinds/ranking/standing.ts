// The room's order. Pure.
import type { Brief, Config, Item, Ranked, Results } from './types'

export interface Standing {
  item: Item
  result: Ranked
  /** From 0, for where it stands. */
  at: number
  /** From 1; who is equal shares the better place. */
  place: number
}

/** In the order of the configuration. */
export function standings(config: Config, { items, order }: Results): Standing[] {
  const value = ({ points, average }: Ranked) =>
    config.score === 'borda' ? -points : (average ?? 0)
  return config.items.flatMap((item, index) => {
    const result = items[index]
    if (!result) return []
    const better = items.filter((other) => value(other) < value(result)).length
    return [{ item, result, at: order.indexOf(item.id), place: better + 1 }]
  })
}

/** The same for phones, which have the scores alone: the best first. */
export function ranked(
  config: Config,
  { scores }: Brief,
): { item: Item; score: number; place: number }[] {
  const value = (score: number) => (config.score === 'borda' ? -score : score)
  const known = config.items.flatMap((item, at) => {
    const score = scores[at]
    return typeof score === 'number' ? [{ item, score }] : []
  })
  const placed = known.map((one) => ({
    ...one,
    place: 1 + known.filter(({ score }) => value(score) < value(one.score)).length,
  }))
  return placed.sort((one, other) => one.place - other.place)
}

export const placesOf = ({ places, items }: Config): number => places ?? items.length

/** How far the bar goes, from 0 to 1: all first places fill it. */
export function shareOf({ points, average }: Ranked, config: Config, n: number): number {
  if (n === 0) return 0
  if (config.score === 'borda') return points / (n * placesOf(config))
  const worst =
    config.places === null ? config.items.length : (config.places + 1 + config.items.length) / 2
  return average === null ? 0 : (worst - average + 0.25) / (worst - 1 + 0.25)
}
