import { load, saveJson } from '../lib/storage'

/** An answer that is on its way. */
export interface Waiting {
  activity: string
  round: number
  slot?: string
  answer: unknown
  /** What was asked when it was given. */
  asked: string | null
}

/** Of what is asked: one answer of these waits at most. */
export const keyOf = ({ activity, round, slot = '' }: Waiting) => `${activity} ${round} ${slot}`

/** The answers that have not arrived yet, the newest for each thing that is asked; kept over a reload. */
export class Outbox {
  readonly #key: string
  #waiting: readonly Waiting[]

  constructor(code: string) {
    this.#key = `madang.outbox.${code}`
    this.#waiting = read(this.#key)
  }

  get all(): readonly Waiting[] {
    return this.#waiting
  }

  put(answer: Waiting): void {
    this.#keep([...this.#waiting.filter((other) => keyOf(other) !== keyOf(answer)), answer])
  }

  /** Not where a newer answer has taken its place meanwhile. */
  drop(answer: Waiting): void {
    this.#keep(this.#waiting.filter((other) => other !== answer))
  }

  has(activity: string): boolean {
    return this.#waiting.some((other) => other.activity === activity)
  }

  forget(activity: string): void {
    this.#keep(this.#waiting.filter((other) => other.activity !== activity))
  }

  #keep(waiting: readonly Waiting[]): void {
    this.#waiting = waiting
    saveJson(this.#key, waiting)
  }
}

function read(key: string): Waiting[] {
  try {
    const kept: unknown = JSON.parse(load(key) ?? '[]')
    return Array.isArray(kept) ? (kept as Waiting[]) : []
  } catch {
    return []
  }
}
