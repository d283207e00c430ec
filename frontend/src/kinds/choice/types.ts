export interface Option {
  id: string
  text: string
  emoji: string | null
  color: number | null
}

export interface ChoiceConfig {
  options: readonly Option[]
  multiple: boolean
  least: number
  most: number | null
  picture: 'bars' | 'donut'
  shuffled: boolean
  changeable: boolean
}

export interface ChoiceAnswer {
  options: readonly string[]
}

/** How many chose each option, in their order. */
export interface ChoiceResults {
  counts: readonly number[]
}
