export interface Statement {
  id: string
  /** Empty where there is one only: then the activity's title says it. */
  text: string
}

export interface Config {
  statements: readonly Statement[]
  points: number
  look: 'stars' | 'numbers'
  low: string
  middle: string
  high: string
  skippable: boolean
  changeable: boolean
}

export interface Summary {
  n: number
  /** How many gave 1, 2, … points. */
  counts: readonly number[]
  mean: number | null
  median: number | null
  /** The population standard deviation. */
  deviation: number | null
}

export interface Results {
  /** In the order of the configuration. */
  statements: readonly Summary[]
}

/** What phones get of them. */
export interface Brief {
  means: readonly (number | null)[]
  /** Where one thing alone is rated. */
  counts?: readonly number[]
}

export interface Answer {
  /** Points by statement. */
  values: Readonly<Record<string, number>>
}
