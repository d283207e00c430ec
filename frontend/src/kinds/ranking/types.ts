export interface Item {
  id: string
  text: string
}

export interface Config {
  items: readonly Item[]
  /** How many places are given; null for all. */
  places: number | null
  score: 'borda' | 'average'
  changeable: boolean
}

export interface Ranked {
  points: number
  average: number | null
  /** How often it was given the first, second, … place. */
  places: readonly number[]
}

export interface Results {
  /** In the order of the configuration. */
  items: readonly Ranked[]
  /** Their ids, the best first. */
  order: readonly string[]
}

/** What phones get of them: the configured score of each item. */
export interface Brief {
  scores: readonly (number | null)[]
}

export interface Answer {
  order: readonly string[]
}
