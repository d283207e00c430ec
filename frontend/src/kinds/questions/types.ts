import type { CardProps, ControlProps, EditorProps, PictureProps } from '../types'

export interface Config {
  approve: boolean
  /** How many open ones each may have; null is as many as they like. */
  most_each: number | null
  longest: number
}

export type Progress = Record<string, unknown>
export interface Results {
  /** How many of those that are shown have been answered. */
  answered: number
}

export type Card = CardProps<Config, Progress, Results, never>
export type Picture = PictureProps<Config, Progress, Results>
export type Editor = EditorProps<Config>
export type Control = ControlProps<Config, Progress, Results & { waiting: number }>
