// The ends of a scale, and the row of points between them. Pure.
import type { Config } from './types'

export const pointsOf = ({ points }: Pick<Config, 'points'>): number[] =>
  Array.from({ length: points }, (_, at) => at + 1)

/** What the lowest, the middle and the highest point mean, where the presenter has said so. */
export function endsOf(
  config: Config,
): { name: 'low' | 'middle' | 'high'; point: number; text: string }[] {
  // Without a point in the middle its label stands between two.
  const points = { low: 1, middle: (config.points + 1) / 2, high: config.points }
  const names = ['low', 'middle', 'high'] as const
  return names.flatMap((name) =>
    config[name] ? [{ name, point: points[name], text: config[name] }] : [],
  )
}

/** On a phone a row holds six fingers' width; more points take two rows of the same length. */
export const columnsOf = (points: number): number => (points <= 6 ? points : Math.ceil(points / 2))
