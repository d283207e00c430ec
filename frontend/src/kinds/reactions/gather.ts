/** Sends what was tapped within a moment together. The server takes at most 20 of each at once. */
export const MOST = 20
const MOMENT = 1000

export type Taps = Record<string, number>

export class Gatherer {
  #waiting: Taps = {}
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private send: (taps: Taps) => void) {}

  tap(emoji: string): void {
    this.#waiting[emoji] = Math.min(MOST, (this.#waiting[emoji] ?? 0) + 1)
    this.#timer ??= setTimeout(() => this.flush(), MOMENT)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const taps = this.#waiting
    this.#waiting = {}
    if (Object.keys(taps).length) this.send(taps)
  }
}
