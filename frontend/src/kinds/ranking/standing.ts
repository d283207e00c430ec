// The room's order. Pure.
import type { Config, Item, Ranked, Results } from './types'

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

export const placesOf = ({ places, items }: Config): number => places ?? items.length

/** How far the bar goes, from 0 to 1: all first places fill it. */
export function shareOf({ points, average }: Ranked, config: Config, n: number): number {
  if (n === 0) return 0
  if (config.score === 'borda') return points / (n * placesOf(config))
  const worst =
    config.places === null ? config.items.length : (config.places + 1 + config.items.length) / 2
  return average === null ? 0 : (worst - average + 0.25) / (worst - 1 + 0.25)
}
