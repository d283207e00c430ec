import { ApiError } from '../lib/api'
import { keyOf, type Outbox, type Waiting } from './outbox'

export type Outcome =
  | { sending: 'sending' | 'sent' }
  /** `failure` says why it waits. */
  | { sending: 'waiting'; failure: ApiError }
  | { sending: 'refused'; failure: ApiError }

interface Rest {
  until: number
  /** The server has said when to come again: nothing that happens meanwhile shortens it. */
  firm: boolean
  failures: number
}

const LONGEST_WAIT = 30_000

/** Sends what is in the outbox, one after the other, until it has arrived or was refused for good. */
export class Sender {
  #busy = false
  /** Somebody has kicked meanwhile. */
  #kicked = false
  #closed = false
  /** Of those that could not be sent yet. */
  readonly #rests = new Map<string, Rest>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly outbox: Outbox,
    readonly post: (answer: Waiting) => Promise<unknown>,
    readonly tell: (answer: Waiting, outcome: Outcome) => void,
  ) {}

  /** There is something to send, the network is back, or the session is open again. */
  kick(): void {
    for (const rest of this.#rests.values()) if (!rest.firm) rest.until = 0
    this.#kicked = true
    this.#wake()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  #wake(): void {
    clearTimeout(this.#timer)
    if (!this.#closed && !this.#busy) void this.#run()
  }

  async #run(): Promise<void> {
    this.#busy = true
    this.#kicked = false
    let next: Waiting | undefined
    while (!this.#closed && (next = this.outbox.all.find((answer) => this.#rest(answer) <= 0))) {
      if (!(await this.#send(next))) break
    }
    this.#busy = false
    if (this.#closed) return
    if (this.#kicked) return this.#wake()
    const rest = Math.min(...this.outbox.all.map((answer) => this.#rest(answer)))
    if (rest < Infinity) this.#timer = setTimeout(() => this.#wake(), rest)
  }

  #rest(answer: Waiting): number {
    return (this.#rests.get(keyOf(answer))?.until ?? 0) - Date.now()
  }

  /** Whether to go on with the next one. */
  async #send(answer: Waiting): Promise<boolean> {
    this.tell(answer, { sending: 'sending' })
    try {
      await this.post(answer)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      return this.#failed(answer, failure)
    }
    this.#done(answer)
    this.tell(answer, { sending: 'sent' })
    return true
  }

  #failed(answer: Waiting, failure: ApiError): boolean {
    if (failure.status === 401) {
      // Who is not in the room any more may come back into it: then the answer still goes.
      for (const one of this.outbox.all) this.#hold(one)
      this.tell(answer, { sending: 'refused', failure })
      return false
    }
    if (isFinal(failure)) {
      this.#done(answer)
      this.tell(answer, { sending: 'refused', failure })
      return true
    }
    // Without a network none of them arrives; whatever else it is, it is about this one.
    const all = failure.status === 0 ? this.outbox.all : [answer]
    for (const one of all) {
      if (isClosedDoor(failure)) this.#hold(one)
      else this.#later(one, failure.retryAfter)
      this.tell(one, { sending: 'waiting', failure })
    }
    return failure.status !== 0
  }

  #done(answer: Waiting): void {
    this.#rests.delete(keyOf(answer))
    this.outbox.drop(answer)
  }

  /** Until somebody kicks. */
  #hold(answer: Waiting): void {
    this.#rests.set(keyOf(answer), { until: Infinity, firm: false, failures: 0 })
  }

  #later(answer: Waiting, seconds: number | undefined): void {
    const failures = this.#rests.get(keyOf(answer))?.failures ?? 0
    // Equal jitter: a hall does not come back in one wave.
    const wait = seconds
      ? seconds * 1000 * (1 + Math.random() / 2)
      : Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.5 + Math.random() / 2)
    this.#rests.set(keyOf(answer), {
      until: Date.now() + wait,
      firm: seconds !== undefined,
      failures: failures + 1,
    })
  }
}

/** The session does not take anything now, and will again. */
export const isClosedDoor = ({ code }: ApiError) =>
  code === 'session_paused' || code === 'session_upcoming'

const isFinal = (failure: ApiError) =>
  failure.status >= 400 &&
  failure.status < 500 &&
  ![408, 425, 429].includes(failure.status) &&
  !isClosedDoor(failure)
