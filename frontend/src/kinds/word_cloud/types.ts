import type { CardProps, ControlProps, EditorProps, PictureProps } from '../types'

export const MOST_EACH = 10
export const LONGEST = 30

export interface Config {
  most: number
  filtered: readonly ('ko' | 'en')[]
}

/** A word and how many have written it. */
export type Counted = readonly [text: string, n: number]

/** The most frequent first. Phones get a few while it is open, and the first twenty once it is closed. */
export interface Brief {
  words: readonly Counted[]
}

/** `more` is how many further words there are. */
export interface Results extends Brief {
  more: number
}

/** With what the audience is not shown: by the presenter's choice, or because it stands on a list. */
export interface AllResults extends Results {
  hidden?: readonly Counted[]
  filtered?: readonly Counted[]
}

type Progress = Record<string, unknown>
export type Card = CardProps<Config, Progress, Brief, { words: readonly string[] }>
export type Picture = PictureProps<Config, Progress, Results>
export type Editor = EditorProps<Config>
export type Control = ControlProps<Config, Progress, AllResults>
