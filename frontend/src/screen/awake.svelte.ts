/** Whether the display is kept awake; `missing` where the browser cannot (plain HTTP), `refused` where it would not. */
export type Wakefulness = 'unasked' | 'awake' | 'missing' | 'refused'

let state = $state.raw<Wakefulness>('unasked')
let lock: WakeLockSentinel | null = null

export const wakefulness = (): Wakefulness => state

/** To be called from a tap, and again when the page is seen: the browser lets go of the lock when it is hidden. */
export async function stayAwake(): Promise<void> {
  if (lock && !lock.released) return
  if (!('wakeLock' in navigator)) {
    state = 'missing'
    return
  }
  try {
    lock = await navigator.wakeLock.request('screen')
    state = 'awake'
  } catch {
    state = 'refused'
  }
}

export function stayAwakeWhenSeen(): () => void {
  const seen = () => {
    if (state !== 'unasked' && document.visibilityState === 'visible') void stayAwake()
  }
  document.addEventListener('visibilitychange', seen)
  return () => document.removeEventListener('visibilitychange', seen)
}
