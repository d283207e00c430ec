// What the join document and the stage give each other. They are two bundles with a Svelte each, so that no state that
// one of them watches reaches the other: only these calls do.

import type { Language } from '../lib/i18n.svelte'
import type { Rows } from '../lib/rows'

/** Whose stage it is. */
export interface Place {
  code: string
  token: string
  /** The server does not know the token any more. */
  unauthorized(): void
  /** Whether the server has answered. */
  reached(answered: boolean): void
}

/** What the document knows, each time that it changes. */
export interface Sight {
  rows: Rows
  /** The server's time is `performance.now() + clock`. */
  clock: number
  connected: boolean
  /** Whether there is something to be seen; what was written and has not arrived is seen in any case. */
  open: boolean | undefined
  language: Language
}

export interface Mounted {
  show(sight: Sight): void
  destroy(): void
}

/** Where the stage keeps what was typed; the document forgets it, also where the stage has not come yet. */
export const typedKey = (code: string) => `madang.typed.${code}`

export type MountStage = (target: Element, place: Place) => Mounted
