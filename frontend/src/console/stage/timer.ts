// Times of a timer as they are typed and shown. Pure.

const LEAST = 5
const MOST = 86_400

/** "90" and "1:30" are both a minute and a half; null for what the server would refuse. */
export function secondsIn(text: string): number | null {
  const found = /^(?:(\d{1,4}):)?(\d{1,5})$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  if (!found) return null
  const seconds = Number(found[1] ?? 0) * 60 + Number(found[2])
  return seconds >= LEAST && seconds <= MOST ? seconds : null
}

/** "1:05", and "1:00:00" from an hour on. */
export function clockOf(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Whole seconds that are left, by the server's time. */
export const secondsLeft = (until: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
