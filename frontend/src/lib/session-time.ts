import type { Live } from './live.svelte'

/** The server's time in milliseconds, for countdowns: it stands while the session is paused. */
export function sessionTime(live: Pick<Live, 'row' | 'clock'>): number {
  const paused = live.row<{ paused_at: string | null }>('session', 's')?.paused_at
  return paused ? Date.parse(paused) : performance.now() + live.clock
}
