// What a kind of activity and the three faces give each other. A kind is a folder here with
//   about.ts         its name, its icon and a fresh configuration, for the console's list of kinds
//   Editor.svelte    sets its configuration, on the console            (EditorProps)
//   Card.svelte      asks on the phone                                 (CardProps)
//   Picture.svelte   shows it on the screen, and in the console's preview (PictureProps)
//   Overlay.svelte   flies over the screen while it is open beside the stage; optional (PictureProps)
//   Band.svelte      stands below what the screen shows while it is open beside the stage; optional (PictureProps);
//                    what is one line alone has the class `low`
//   foot.ts          what stands below its picture on the screen, where not all of it is true always; optional (Foot)
//   label.ts         what its tab on the phone is called, for kinds that stay beside the stage; optional (Label)
//   Control.svelte   what its presenter does while it runs; optional     (ControlProps)
// Nothing else names a kind: registry.ts finds the folders.

import type { Component } from 'svelte'
import type { Method } from '../lib/api'
import type { Language } from '../lib/i18n.svelte'

export type ActivityState = 'draft' | 'open' | 'closed'

/** An activity as a phone or a screen sees it: the live row `activity`. */
export interface Activity<Config = unknown, Progress = Record<string, unknown>> {
  id: string
  type: string
  title: string
  state: ActivityState
  round: number
  anonymous: boolean
  results_shown: boolean
  asked_at: string | null
  closes_at: string | null
  config: Config
  progress: Progress
}

/** An activity as its presenter sees it; `public` is what phones get of `config` and `progress`. */
export interface ConsoleActivity<
  Config = unknown,
  Progress = Record<string, unknown>,
> extends Activity<Config, Progress> {
  /** Higher with each change of it. */
  rev: number
  position: number
  public: { config: unknown; progress: unknown }
  notes: string | null
  can_unclear: boolean
  beside: boolean
  created_at: string
  opened_at: string | null
  closed_at: string | null
}

/** The results: the live row `tally`. `n` is how many have responded. */
export type Tally<Results = unknown> = { n: number } & Results

export type PostState = 'waiting' | 'shown' | 'hidden' | 'archived'

/** Something that somebody wrote: the live row `post`, with the counts of its row `votes`. */
export interface Post {
  id: string
  activity: string
  number: number
  /** The revision from which on phones know of it. */
  seen: number | null
  round: number
  text: string
  state: PostState
  author: string | null
  /** The participant, for the staff alone; null in an anonymous activity. */
  author_id?: string | null
  presenter: boolean
  parent: string | null
  pinned: boolean
  answered: boolean
  answer: string | null
  group: string | null
  edited: boolean
  posted_at: string
  votes: number
  emoji: Readonly<Record<string, number>>
}

/** As the routes of posts answer it; `rev` is the revision up to which it is told. */
export interface Paged extends Post {
  rev: number
}

/** What this phone has done in an activity; kept over a reload. */
export interface Mine<Answer = unknown> {
  /** By slot; most kinds have the slot '' only. */
  answers: Readonly<Record<string, Answer>>
  posts: readonly { id: string; text: string; state: PostState }[]
  /** Post and emoji; the emoji is '' for a plain vote. */
  votes: readonly (readonly [post: string, emoji: string])[]
  [more: string]: unknown
}

/** `waiting`: typed while there was no network, and goes by itself when there is one. */
export type Sending = 'idle' | 'sending' | 'waiting' | 'sent' | 'refused'

/** A post that has not arrived: it waits and goes by itself, or it was refused, and is its author's to take away. */
export interface Outgoing {
  once: string
  text: string
  parent: string | null
  state: 'sending' | 'waiting' | 'refused'
  /** What the server says of it; empty where it cannot be reached. */
  problem: string
}

/** What a card can do. Every promise settles; what went wrong stands in `problem` for people to read. */
export interface Desk {
  readonly sending: Sending
  readonly problem: string
  /**
   * Sends the answer; while there is no network it waits, survives a reload, and goes once. False where it was refused.
   * `slot` says what is answered, where a kind asks several things one after the other.
   */
  respond(answer: unknown, slot?: string): Promise<boolean>
  takeBack(): Promise<boolean>
  /**
   * Sends a post. It goes once and in its turn, and is among `outgoing` until then, also after a reload. Settles when it
   * is known how it fares, or after a moment.
   */
  write(text: string, parent?: string | null): Promise<void>
  /** Oldest first. */
  readonly outgoing: readonly Outgoing[]
  /** It does not go any more. */
  withdraw(once: string): void
  /** What was typed or picked in this round and not sent yet, as `keep` was told; also after a reload. Else `{}`. */
  kept<Typed extends object>(): Partial<Typed>
  /** To be told of each change of it; `{}` once it was sent. */
  keep(typed: object): void
  /** What has arrived from this page in this round, oldest first. */
  readonly posted: readonly Paged[]
  /** Votes for a post, reacts to it, or takes that back; while there is no network it waits. */
  vote(post: string, on: boolean, emoji?: string): void
  /** As this phone wishes it. */
  voted(post: string, emoji?: string): boolean
  /**
   * Everything else, below `/api/activities/{id}`: `call('PUT', '/posts/…', { text })`. Undefined where it failed, null
   * where the answer is empty.
   */
  call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T | undefined>
  /** A post that a call has answered, as the live rows tell of it since then; null where it is gone. */
  latest<Kind extends Paged>(post: Kind): Kind | null
  /** Asks the server again what this phone has done here. */
  refresh(): Promise<void>
  /** The server's time in milliseconds, for countdowns. */
  now(): number
}

export interface CardProps<
  Config = unknown,
  Progress = Record<string, unknown>,
  Results = unknown,
  Answer = unknown,
> {
  activity: Activity<Config, Progress>
  /** Null while phones are not shown the results. */
  tally: Tally<Results> | null
  mine: Mine<Answer>
  /** Of this activity, oldest first; empty for kinds without posts. */
  posts: readonly Post[]
  desk: Desk
}

export interface PictureProps<
  Config = unknown,
  Progress = Record<string, unknown>,
  Results = unknown,
> {
  activity: Activity<Config, Progress>
  /** `n` alone while the results are hidden. */
  tally: (Partial<Results> & { n: number }) | null
  posts: readonly Post[]
  /** The server's time in milliseconds. */
  now(): number
}

export interface EditorProps<Config = unknown> {
  config: Config
  /** Sentences of the server by field, such as `options.1.text`; '' is the configuration as a whole. */
  errors: Readonly<Record<string, string>>
  /** How often the server has refused it: where it grows, `errors` are new. */
  refused: number
  onchange(config: Config): void
}

export interface ControlProps<
  Config = unknown,
  Progress = Record<string, unknown>,
  Results = unknown,
> {
  activity: ConsoleActivity<Config, Progress>
  tally: Tally<Results> | null
  posts: readonly Post[]
  /** Whether it is a moderator who handles it, with `/posts` and nothing else below. */
  moderator?: boolean
  /** Below `/api/sessions/{session}/activities/{id}`; says itself what went wrong, and is undefined then. */
  call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T | undefined>
  /** A post that a call has answered, as the live rows tell of it since then; null where it is gone. */
  latest<Kind extends Paged>(post: Kind): Kind | null
  now(): number
}

/** `export const label: Label`; without one the tab has the activity's title. */
export type Label = Record<Language, string>

/** Whether the screen tells its state, and how many have answered. */
export type Foot = (activity: Activity) => { state: boolean; count: boolean }

export type Watcher = 'phone' | 'screen'

interface Words {
  name: string
  description: string
  prompt: string
  /** What is not seen while its results are hidden, where that is more than numbers. */
  hidden?: string
}

/** What a kind says of itself in the console's list. */
export interface About {
  /** Its place in that list. */
  order: number
  icon: Component<{ size?: number | string }>
  words: Record<Language, Words>
  /** It keeps a time of its own: the console offers no timer. */
  ownTime?: true
  /** Its presenter leads it by its control, which stands above its picture. */
  ledByControl?: true
  /** A configuration to start from, in the language of the page. */
  fresh(language: Language): unknown
  /** What phones or screens are given of results and posts, where the presenter is given more: for the preview. */
  publicTally?(tally: Tally, activity: ConsoleActivity, watcher: Watcher): Tally
  publicPost?(post: Post, activity: ConsoleActivity): Post
  /** One answer in words, for the list of single responses. */
  inWords?(answer: unknown, config: unknown): string
}
