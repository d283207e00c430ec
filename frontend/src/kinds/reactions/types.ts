import type { CardProps, EditorProps, PictureProps } from '../types'

export const MOODS = ['faster', 'slower', 'lost', 'fine'] as const
export type Mood = (typeof MOODS)[number]

export interface Config {
  emoji: readonly string[]
  mood: boolean
}

export interface Results {
  taps: Readonly<Record<string, number>>
  moods: Readonly<Record<Mood, number>>
}

type Progress = Record<string, never>
export type Card = CardProps<Config, Progress, Results, { mood: Mood }>
export type Picture = PictureProps<Config, Progress, Results>
export type Editor = EditorProps<Config>
