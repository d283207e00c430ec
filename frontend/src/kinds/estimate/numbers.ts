// Numbers as people type and read them. Pure, but for the language.
import { language } from '../../lib/i18n.svelte'
import type { Brief, Config } from './types'

type Bounds = Pick<Config, 'least' | 'most' | 'decimals'>
export type Fault = 'number' | 'bounds' | 'decimals'

export const FARTHEST = 1e12

/** The number that was typed, or what is wrong with it; null for nothing. */
export function read(text: string, { least, most, decimals }: Bounds): number | Fault | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '').replace(/^[−–]/, '-')
  if (!plain) return null
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return 'number'
  if ((plain.split('.')[1] ?? '').replace(/0+$/, '').length > decimals) return 'decimals'
  const value = Number(plain)
  return value < (least ?? -FARTHEST) || value > (most ?? FARTHEST) ? 'bounds' : value + 0
}

/** Decimals of its own beyond those of a guess, as a mean has them, are cut to `extra`. */
export function show(
  value: number,
  { decimals, unit }: Pick<Config, 'decimals' | 'unit'>,
  extra = 0,
) {
  const number = value.toLocaleString(language(), { maximumFractionDigits: decimals + extra })
  return unit ? `${number}${isClose(unit) ? '' : '\u00a0'}${unit}` : number
}

/** The place of the bar that holds a value; the last bar has its upper edge too. */
export function barOf(
  value: number,
  { start, width, bars }: Pick<Brief, 'start' | 'width' | 'bars'>,
) {
  const place = (value - start) / width
  const end = Math.abs(place - bars.length) < 1e-9
  return end ? bars.length - 1 : Math.floor(place + 1e-9)
}

/** "30명", "12%" and "5°C", but "8,849 m". */
const isClose = (unit: string) => /^[%°\u2032\u2033가-힣]/.test(unit)
