export interface ChoiceOption {
  id: string
  text: string
  emoji: string | null
  /** A place in the palette, from 1 on; without one an option has the colour of its place. */
  color: number | null
}

export interface ChoiceConfig {
  options: ChoiceOption[]
  multiple: boolean
  least: number
  most: number | null
  picture: 'bars' | 'donut'
  shuffled: boolean
  changeable: boolean
}

export const freshOption = (id: string, text: string): ChoiceOption => ({
  id,
  text,
  emoji: null,
  color: null,
})
