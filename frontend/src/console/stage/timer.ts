// Times of a timer as they are typed. Pure.

const LEAST = 5
const MOST = 86_400

/** "90" and "1:30" are both a minute and a half; null for what the server would refuse. */
export function secondsIn(text: string): number | null {
  const found = /^(?:(\d{1,4}):)?(\d{1,5})$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  if (!found) return null
  const seconds = Number(found[1] ?? 0) * 60 + Number(found[2])
  return seconds >= LEAST && seconds <= MOST ? seconds : null
}
