// Times that run down. Pure.

/** "1:05", and "1:00:00" from an hour on. */
export function clockOf(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const rest = two(seconds % 60)
  return seconds >= 3600
    ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`
    : `${minutes}:${rest}`
}

/** Whole seconds that are left, by the server's time. */
export const secondsLeft = (until: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
