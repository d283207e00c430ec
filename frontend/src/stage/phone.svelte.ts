import { api, ApiError, sentence, type Method } from '../lib/api'
import { isSame } from '../lib/same'
import { startOver } from '../lib/start-over'
import { Show, type OnShow } from '../kinds/live'
import type { Activity, Desk, Mine, Outgoing, Paged } from '../kinds/types'
import type { Rows } from '../lib/rows'
import type { Place, Sight } from './boundary'
import { Answers, laneOf, type Waiting } from './answers'
import { PhoneDesk } from './desk.svelte'
import { Looked } from './looked.svelte'
import { t } from './messages'
import { AllMine, type Fetched } from './mine.svelte'
import { Posts, type Letter } from './posts.svelte'
import { isClosedDoor, Sender } from './sender'
import { Typed } from './typed'
import { Votes, type Vote } from './votes.svelte'

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
  readonly answers: Answers
  readonly posts: Posts
  readonly votes: Votes
  readonly mine: AllMine
  readonly looked: Looked
  readonly typed: Typed
  onShow = $state.raw<OnShow>({ stage: null, beside: [] })
  rows = $state.raw<Rows>(new Map())
  open = $state.raw(true)
  #sight: Sight | null = null
  readonly #place: Place
  readonly #show = new Show()
  readonly #sender: Sender<Waiting>
  readonly #desks = new Map<string, PhoneDesk>()

  constructor(place: Place) {
    this.#place = place
    this.answers = new Answers(place.code)
    this.looked = new Looked(place.code)
    this.typed = new Typed(place.code)
    this.mine = new AllMine(place.code, () => this.#fetchMine())
    this.posts = new Posts(place.code, (letter) => this.#write(letter))
    this.votes = new Votes(
      place.code,
      (vote) => this.#vote(vote),
      (vote, outcome) => {
        if (outcome.sending === 'refused') this.#desk(vote.activity).refused(outcome.failure)
      },
    )
    this.#sender = new Sender(
      this.answers,
      laneOf,
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
    this.open = sight.open ?? false
    if (changed) {
      this.rows = sight.rows
      this.onShow = this.#show.read(sight.rows)
    }
    if (sight.connected) void this.mine.see(this.#all.map(({ activity }) => activity))
    if (back) for (const one of [this.#sender, this.posts, this.votes]) one.kick()
  }

  close(): void {
    for (const one of [this.#sender, this.posts, this.votes]) one.close()
    this.mine.close()
  }

  /** Posts of what is not seen any more, which have not arrived. */
  get left(): Pick<Desk, 'outgoing' | 'withdraw'> {
    const seen = new Set(this.open ? this.#all.map(({ activity }) => activity.id) : [])
    const held = (post: Outgoing): Outgoing =>
      this.open || post.state !== 'waiting' ? post : { ...post, problem: t().held }
    return {
      outgoing: this.posts.outgoing((activity) => !seen.has(activity)).map(held),
      withdraw: (once) => this.withdraw(once),
    }
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
    this.answers.put(answer)
    this.#sender.kick()
  }

  withdraw(once: string): void {
    this.posts.withdraw(once)
    // It may have arrived where nothing but its receipt was lost.
    void this.mine.refresh()
  }

  async api<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const cancel = new AbortController()
    const timer = setTimeout(() => cancel.abort(), PATIENCE)
    try {
      const { token } = this.#place
      const answer = await api<T>(method, path, body, { token, signal: cancel.signal })
      this.#place.reached(true)
      return answer
    } catch (failure) {
      const away = cancel.signal.aborted
      const status = away ? 0 : failure instanceof ApiError ? failure.status : null
      if (status !== null) this.#place.reached(status > 0)
      if (status === 401) this.#place.unauthorized()
      throw away ? new ApiError(0, 'offline', sentence('offline')) : failure
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

  async #write({ activity: id, round, once, text, parent }: Letter): Promise<Paged> {
    const body = { text, parent, once, round }
    const post = await this.api<Paged>('POST', `/api/activities/${id}/posts`, body)
    this.mine.posted({ id, round }, post)
    return post
  }

  async #vote({ activity: id, round, post, emoji, on }: Vote): Promise<void> {
    await this.api('POST', `/api/activities/${id}/posts/${post}/vote`, { on, emoji })
    this.mine.voted({ id, round }, post, emoji, on)
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
