import type { CardProps, ControlProps, EditorProps, Paged, PictureProps, Post } from '../types'

export interface Config {
  /** How many seconds one person waits between two messages. */
  slow: number
  links: boolean
  longest: number
}

/** What phones and screens get. */
export interface PublicConfig extends Config {
  emoji: readonly string[]
}

/** From the number `first` on the live rows have all messages; older ones come in pages. */
export interface Results {
  first: number
  /** The staff are told who is muted: participants by their ids. */
  muted?: readonly string[]
}

export type Progress = Record<string, unknown>

export type Message = Post
export type PagedMessage = Paged

/** Messages from before those that are shown. */
export interface Older {
  readonly more: boolean
  readonly loading: boolean
  /** Whether there were any. */
  load(): Promise<boolean>
}

export type Card = CardProps<PublicConfig, Progress, Results, never>
export type Picture = PictureProps<PublicConfig, Progress, Results>
export type Editor = EditorProps<Config>
export type Control = ControlProps<Config, Progress, Results>
