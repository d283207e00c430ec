import type { PublicSession } from '../lib/types'

export interface ScreenSession extends PublicSession {
  join_url: string
  qr_code_url: string
  /** Since when time stands. */
  paused_at: string | null
}

export interface People {
  joined: number
  peak: number
}
