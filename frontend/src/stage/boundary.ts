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
  /** The server did not answer. */
  unreachable(): void
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
  /** `over`: whoever was here has left, or has no place here any more. */
  destroy(over: boolean): void
}

export type MountStage = (target: Element, place: Place) => Mounted
