import { api, ApiError, sentence, type Method } from '../lib/api'
import { isSame } from '../lib/same'
import { startOver } from '../lib/start-over'
import { Show, type OnShow } from '../kinds/live'
import type { Activity, Desk, Mine } from '../kinds/types'
import type { Rows } from '../lib/rows'
import type { Place, Sight } from './boundary'
import { PhoneDesk } from './desk.svelte'
import { Looked } from './looked.svelte'
import { AllMine, type Fetched } from './mine.svelte'
import { Outbox, type Waiting } from './outbox'
import { isClosedDoor, Sender } from './sender'

/** What the stage needs of a phone; the console's preview has one that does nothing. */
export interface Holder {
  readonly looked: Looked
  /** Null until it is known. */
  mineOf(activity: Activity): Mine | null
  deskOf(activity: Activity): Desk
  /** A card could not be loaded. */
  failed(): void
}

/** No answer within this time is none: the network may be dead without saying so. */
const PATIENCE = 15_000

/** Somebody is there who takes answers. */
const isOpen = ({ connected, rows }: Sight) =>
  connected && (rows.get('session/s')?.phase ?? 'open') === 'open'

/** One phone in front of the stage: what it sees, what it has done, what it still has to send. */
export class Phone implements Holder {
  readonly outbox: Outbox
  readonly mine: AllMine
  readonly looked: Looked
  onShow = $state.raw<OnShow>({ stage: null, beside: [] })
  rows = $state.raw<Rows>(new Map())
  #sight: Sight | null = null
  readonly #place: Place
  readonly #show = new Show()
  readonly #sender: Sender
  readonly #desks = new Map<string, PhoneDesk>()

  constructor(place: Place) {
    this.#place = place
    this.outbox = new Outbox(place.code)
    this.looked = new Looked(place.code)
    this.mine = new AllMine(place.code, () => this.#fetchMine())
    this.#sender = new Sender(
      this.outbox,
      (answer) => this.#post(answer),
      (answer, outcome) => {
        if (outcome.sending === 'sent') this.mine.answered({ ...answer, id: answer.activity })
        this.#desk(answer.activity).told(answer, outcome)
      },
    )
  }

  show(sight: Sight): void {
    const back = isOpen(sight) && !(this.#sight && isOpen(this.#sight))
    const changed = sight.rows !== this.rows
    this.#sight = sight
    if (changed) {
      this.rows = sight.rows
      this.onShow = this.#show.read(sight.rows)
    }
    if (sight.connected) void this.mine.see(this.#all.map(({ activity }) => activity))
    if (back) this.#sender.kick()
  }

  close(): void {
    this.#sender.close()
    this.mine.close()
  }

  get #all() {
    const { stage, beside } = this.onShow
    return stage ? [stage, ...beside] : beside
  }

  activity(id: string): Activity | undefined {
    return this.#all.find(({ activity }) => activity.id === id)?.activity
  }

  mineOf(activity: Activity): Mine | null {
    return this.mine.of(activity)
  }

  deskOf(activity: Activity): Desk {
    return this.#desk(activity.id)
  }

  failed(): void {
    void startOver()
  }

  now(): number {
    return performance.now() + (this.#sight?.clock ?? 0)
  }

  send(answer: Waiting): void {
    this.outbox.put(answer)
    this.#sender.kick()
  }

  async api<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const cancel = new AbortController()
    const timer = setTimeout(() => cancel.abort(), PATIENCE)
    try {
      return await api<T>(method, path, body, { token: this.#place.token, signal: cancel.signal })
    } catch (failure) {
      if (cancel.signal.aborted) throw new ApiError(0, 'offline', sentence('offline'))
      if (failure instanceof ApiError && failure.status === 401) this.#place.unauthorized()
      throw failure
    } finally {
      clearTimeout(timer)
    }
  }

  #desk(id: string): PhoneDesk {
    const known = this.#desks.get(id) ?? new PhoneDesk(this, id)
    this.#desks.set(id, known)
    return known
  }

  #post(answer: Waiting): Promise<void> {
    return this.#desk(answer.activity).turns.take(async () => {
      const { activity: id, round, slot, answer: given } = answer
      const body = { answer: given, round, ...(slot === undefined ? {} : { slot }) }
      try {
        await this.api('POST', `/api/activities/${id}/response`, body)
      } catch (failure) {
        if (!(failure instanceof ApiError && failure.status === 409) || isClosedDoor(failure)) {
          throw failure
        }
        // There may be an answer from before; where it is this one, nothing but its receipt was lost.
        await this.mine.refresh()
        const stored = this.mine.of({ id, round })?.answers[slot ?? '']
        if (!isSame(stored, given)) throw failure
      }
    })
  }

  async #fetchMine(): Promise<Fetched | null> {
    try {
      const path = '/api/participants/me/activities'
      return (await this.api<{ activities: Fetched }>('GET', path)).activities
    } catch (failure) {
      if (failure instanceof ApiError) return null
      throw failure
    }
  }
}
