// Where numbers stand on the axis of a distribution, and what is written below it. Pure, but for the language.
import { language } from '../../lib/i18n.svelte'
import type { Bins, Config } from './types'

/** Bars that hold one value each have it in their middle. */
export const isDiscrete = ({ width }: Bins, { decimals }: Pick<Config, 'decimals'>): boolean =>
  Math.abs(width * 10 ** decimals - 1) < 1e-9

/** From 0 at the left to 1 at the right; beyond both where the number is not on the axis. */
export function placeOf(value: number, bins: Bins, discrete: boolean): number {
  const inBars = (value - bins.start) / bins.width + (discrete ? 0.5 : 0)
  return inBars / bins.counts.length
}

export interface Tick {
  /** From 0 to 1. */
  place: number
  text: string
}

/** As many as find room: `letters` is how many fit beside each other. */
export function ticksOf(bins: Bins, discrete: boolean, decimals: number, letters: number): Tick[] {
  const bars = bins.counts.length
  const values = Array.from(
    { length: bars + (discrete ? 0 : 1) },
    (_, at) => bins.start + at * bins.width,
  )
  const texts = written(values, decimals)
  const longest = Math.max(...texts.map((text) => text.length))
  const stride = Math.ceil((values.length * (longest + 2)) / letters)
  return values
    .map((value, at) => ({ place: placeOf(value, bins, discrete), text: texts[at] ?? '' }))
    .filter((_, at) => at % stride === 0)
}

const SHORT = 7

/** Long numbers in short, such as 1.25M, as long as they stay different. */
function written(values: readonly number[], decimals: number): string[] {
  const write = (options: Intl.NumberFormatOptions) =>
    values.map((value) => value.toLocaleString(language(), options))
  const full = write({ maximumFractionDigits: decimals })
  if (full.every((text) => text.length <= SHORT)) return full
  const short = write({ notation: 'compact', maximumFractionDigits: 2 })
  return new Set(short).size === short.length ? short : full
}
