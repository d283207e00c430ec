export interface Bounds {
  least: number
  most: number
  whole: boolean
  optional: boolean
}

/** The number that somebody has typed; null for nothing where that is allowed, undefined for what does not fit. */
export function numberIn(text: string, bounds: Bounds): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '')
  if (!plain) return bounds.optional ? null : undefined
  const number = Number(plain)
  const fits = Number.isFinite(number) && number >= bounds.least && number <= bounds.most
  return fits && (!bounds.whole || Number.isInteger(number)) ? number : undefined
}
