import { ApiError } from '../lib/api'
import type { Outbox, Waiting } from './outbox'

export type Outcome =
  { sending: 'sending' | 'waiting' | 'sent' } | { sending: 'refused'; failure: ApiError }

const LONGEST_WAIT = 30_000

/** Sends what is in the outbox, one after the other, until it has arrived or was refused for good. */
export class Sender {
  #busy = false
  /** Somebody has kicked meanwhile. */
  #kicked = false
  #closed = false
  #failures = 0
  /** The server has said when to come again. */
  #earliest = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly outbox: Outbox,
    readonly post: (answer: Waiting) => Promise<unknown>,
    readonly tell: (answer: Waiting, outcome: Outcome) => void,
  ) {}

  /** There is something to send, or the network is back. */
  kick(): void {
    this.#kicked = true
    if (this.#closed || this.#busy) return
    clearTimeout(this.#timer)
    const rest = this.#earliest - Date.now()
    if (rest > 0) this.#timer = setTimeout(() => this.kick(), rest)
    else void this.#run()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #run(): Promise<void> {
    this.#busy = true
    this.#kicked = false
    let next: Waiting | undefined
    while (!this.#closed && (next = this.outbox.all[0])) {
      if (!(await this.#send(next))) break
    }
    this.#busy = false
    if (this.#kicked) this.kick()
  }

  /** Whether to go on with the next one. */
  async #send(answer: Waiting): Promise<boolean> {
    this.tell(answer, { sending: 'sending' })
    try {
      await this.post(answer)
    } catch (failure) {
      if (failure instanceof ApiError && isFinal(failure)) {
        // Who is not in the room any more may come back into it: then the answer still goes.
        if (failure.status !== 401) this.outbox.drop(answer)
        this.tell(answer, { sending: 'refused', failure })
        return failure.status !== 401
      }
      this.#later(failure instanceof ApiError ? failure.retryAfter : undefined)
      for (const one of this.outbox.all) this.tell(one, { sending: 'waiting' })
      return false
    }
    this.#failures = 0
    this.outbox.drop(answer)
    this.tell(answer, { sending: 'sent' })
    return true
  }

  #later(seconds: number | undefined): void {
    // Equal jitter: a hall does not come back in one wave.
    const wait = seconds ? seconds * 1000 : Math.min(LONGEST_WAIT, 1000 * 2 ** this.#failures++)
    const rest = wait * (seconds ? 1 + Math.random() / 2 : 0.5 + Math.random() / 2)
    this.#earliest = seconds ? Date.now() + rest : 0
    this.#timer = setTimeout(() => this.kick(), rest)
  }
}

const isFinal = ({ status }: ApiError) =>
  status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429
