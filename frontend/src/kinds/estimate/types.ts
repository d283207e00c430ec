export interface Config {
  least: number | null
  most: number | null
  decimals: number
  unit: string
  /** Null for all but the presenter until it is told. */
  truth: number | null
  changeable: boolean
}

export interface Progress extends Record<string, unknown> {
  revealed?: boolean
}

/** Bars from `start`, each `width` wide; `below` and `above` lie outside of all. */
export interface Bins {
  start: number
  width: number
  counts: readonly number[]
  below: number
  above: number
}

export interface Guess {
  value: number
  n: number
  /** The first few who guessed it, where that may be known. */
  names?: readonly string[]
}

export interface Results {
  least: number | null
  most: number | null
  mean: number | null
  median: number | null
  bins: Bins | null
  /** Once it is told. */
  truth?: number | null
  nearest?: readonly Guess[]
}

/** What phones get of them: bars from `start` on, each `width` wide. */
export interface Brief {
  median: number | null
  start: number
  width: number
  bars: readonly number[]
}

export interface Answer {
  value: number
}
