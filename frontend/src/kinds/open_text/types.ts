import type { CardProps, ControlProps, EditorProps, PictureProps } from '../types'

export interface Config {
  most: number
  longest: number
  approve: boolean
  votes: boolean
  names: boolean
}

export type Sort = 'newest' | 'votes'

/** How the wall is arranged; `highlight` is the answer that the screen shows alone. */
export interface Progress {
  highlight?: string
  sort?: Sort
  [more: string]: unknown
}

export type Results = Record<never, never>
export type Card = CardProps<Config, Progress, Results, never>
export type Picture = PictureProps<Config, Progress, Results>
export type Editor = EditorProps<Config>
export type Control = ControlProps<Config, Progress, { waiting: number }>
