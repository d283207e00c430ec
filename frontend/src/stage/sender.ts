import { ApiError } from '../lib/api'

export type Outcome =
  | { sending: 'sending' | 'sent' }
  /** `failure` says why it waits. */
  | { sending: 'waiting'; failure: ApiError }
  | { sending: 'refused'; failure: ApiError }

/** What is to be sent, in the order in which it goes. */
interface Box<Item> {
  readonly all: readonly Item[]
  drop(item: Item): void
}

interface Rest {
  until: number
  /** The server has said when to come again: nothing that happens meanwhile shortens it. */
  firm: boolean
  failures: number
}

const LONGEST_WAIT = 30_000

/**
 * Sends what is in the box, one after the other, until it has arrived or was refused for good. What rests holds back what
 * comes after it in its lane, and nothing else.
 */
export class Sender<Item> {
  #busy = false
  /** Somebody has kicked meanwhile. */
  #kicked = false
  #closed = false
  /** Of the lanes in which something could not be sent yet. */
  readonly #rests = new Map<string, Rest>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly box: Box<Item>,
    readonly laneOf: (item: Item) => string,
    readonly post: (item: Item) => Promise<unknown>,
    readonly tell: (item: Item, outcome: Outcome) => void,
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
    let next: Item | undefined
    while (!this.#closed && (next = this.box.all.find((item) => this.#rest(item) <= 0))) {
      if (!(await this.#send(next))) break
    }
    this.#busy = false
    if (this.#closed) return
    if (this.#kicked) return this.#wake()
    const rest = Math.min(...this.box.all.map((item) => this.#rest(item)))
    if (rest < Infinity) this.#timer = setTimeout(() => this.#wake(), rest)
  }

  #rest(item: Item): number {
    return (this.#rests.get(this.laneOf(item))?.until ?? 0) - Date.now()
  }

  /** Whether to go on with the next one. */
  async #send(item: Item): Promise<boolean> {
    this.tell(item, { sending: 'sending' })
    try {
      await this.post(item)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      return this.#failed(item, failure)
    }
    this.#done(item)
    this.tell(item, { sending: 'sent' })
    return true
  }

  #failed(item: Item, failure: ApiError): boolean {
    if (failure.status === 401) {
      // Who is not in the room any more may come back into it: then it still goes.
      this.#hold(this.box.all)
      this.tell(item, { sending: 'refused', failure })
      return false
    }
    if (isFinal(failure)) {
      this.tell(item, { sending: 'refused', failure })
      this.#done(item)
      return true
    }
    // Without a network none of them arrives; whatever else it is, it is about this lane.
    const away = failure.status === 0
    const all = this.box.all.filter((one) => away || this.laneOf(one) === this.laneOf(item))
    if (isClosedDoor(failure)) this.#hold(all)
    else this.#later(all, failure.retryAfter)
    for (const one of all) this.tell(one, { sending: 'waiting', failure })
    return !away
  }

  #done(item: Item): void {
    this.#rests.delete(this.laneOf(item))
    this.box.drop(item)
  }

  #lanes(items: readonly Item[]): ReadonlySet<string> {
    return new Set(items.map(this.laneOf))
  }

  /** Until somebody kicks. */
  #hold(items: readonly Item[]): void {
    for (const lane of this.#lanes(items)) {
      this.#rests.set(lane, { until: Infinity, firm: false, failures: 0 })
    }
  }

  #later(items: readonly Item[], seconds: number | undefined): void {
    for (const lane of this.#lanes(items)) {
      const failures = this.#rests.get(lane)?.failures ?? 0
      // Equal jitter: a hall does not come back in one wave.
      const wait = seconds
        ? seconds * 1000 * (1 + Math.random() / 2)
        : Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.5 + Math.random() / 2)
      this.#rests.set(lane, {
        until: Date.now() + wait,
        firm: seconds !== undefined,
        failures: failures + 1,
      })
    }
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
