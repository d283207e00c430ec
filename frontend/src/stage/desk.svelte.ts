import { untrack } from 'svelte'
import type { Method } from '../lib/api'
import { ApiError } from '../lib/api'
import { newId } from '../lib/ids'
import { Turns } from '../lib/turns'
import { latest } from '../kinds/live'
import type { Activity, Desk, Outgoing, Paged, Sending } from '../kinds/types'
import { t } from './messages'
import type { Waiting } from './answers'
import type { Phone } from './phone.svelte'
import type { Outcome } from './sender'

interface State {
  /** What it is about: the next question starts afresh. */
  asked: string
  sending: Sending
  problem: string
}

/** With the seconds after which it is worth trying again. */
const sentenceOf = ({ detail, retryAfter }: ApiError): string =>
  retryAfter ? `${detail} ${t().later(retryAfter)}` : detail

const askedBy = ({ round, asked }: { round: number; asked: string | null }) => `${round} ${asked}`

/** What one card can do, on a real phone. */
export class PhoneDesk implements Desk {
  readonly #phone: Phone
  readonly #id: string
  #state = $state.raw<State>({ asked: '', sending: 'idle', problem: '' })
  /** An answer and its taking back do not overtake each other. */
  readonly turns = new Turns()
  /** Those who wait to hear how it went. */
  #settle: ((good: boolean) => void)[] = []

  constructor(phone: Phone, id: string) {
    this.#phone = phone
    this.#id = id
  }

  get #activity(): Activity | undefined {
    return this.#phone.activity(this.#id)
  }

  get #asked(): string {
    const activity = this.#activity
    return activity ? askedBy({ round: activity.round, asked: activity.asked_at }) : ''
  }

  get #now(): State {
    const asked = this.#asked
    return this.#state.asked === asked ? this.#state : { asked, sending: 'idle', problem: '' }
  }

  get sending(): Sending {
    return this.#now.sending
  }

  get problem(): string {
    return this.#now.problem
  }

  respond(answer: unknown, slot?: string): Promise<boolean> {
    const activity = this.#activity
    if (!activity) return Promise.resolve(false)
    this.#settled(true)
    this.#set({ sending: 'sending', problem: '' })
    const settled = new Promise<boolean>((resolve) => this.#settle.push(resolve))
    this.#phone.send({
      activity: this.#id,
      round: activity.round,
      ...(slot === undefined ? {} : { slot }),
      answer,
      asked: activity.asked_at,
    })
    return settled
  }

  async takeBack(): Promise<boolean> {
    const activity = this.#activity
    if (!activity) return false
    this.#phone.answers.forget(this.#id)
    this.#settled(true)
    this.#set({ sending: 'sending', problem: '' })
    return this.turns.take(async () => {
      const done = await this.call('DELETE', '/response')
      if (done !== undefined) this.#phone.mine.forget(activity)
      // Unless another answer was given meanwhile.
      if (!this.#phone.answers.has(this.#id)) this.#set({ sending: 'idle' })
      return done !== undefined
    })
  }

  /** It is meant for the round that is seen: what waits must not get into the next one. */
  async write(text: string, parent: string | null = null): Promise<void> {
    const activity = this.#activity
    if (!activity) return
    this.#set({ problem: '' })
    this.keep({}) // from now on it is kept there
    const { id, round } = activity
    await this.#phone.posts.write({ activity: id, round, once: newId(16), text, parent })
  }

  get outgoing(): readonly Outgoing[] {
    return this.#phone.posts.outgoing((activity) => activity === this.#id)
  }

  withdraw(once: string): void {
    this.#phone.withdraw(once)
  }

  kept<Typed extends object>(): Partial<Typed> {
    const activity = this.#activity
    return activity ? this.#phone.typed.of(activity) : {}
  }

  /** Cards call it in effects, which are about what is typed and nothing else. */
  keep(typed: object): void {
    const activity = untrack(() => this.#activity)
    if (activity) this.#phone.typed.keep(activity, typed)
  }

  get posted(): readonly Paged[] {
    const activity = this.#activity
    return activity ? this.#phone.posts.arrived(activity.id, activity.round) : []
  }

  vote(post: string, on: boolean, emoji = ''): void {
    const activity = this.#activity
    if (!activity) return
    this.#set({ problem: '' })
    this.#phone.votes.wish({ activity: activity.id, round: activity.round, post, emoji, on })
  }

  voted(post: string, emoji = ''): boolean {
    const activity = this.#activity
    const mine = activity ? this.#phone.mineOf(activity) : null
    return this.#phone.votes.has({ activity: this.#id, post, emoji }, mine)
  }

  /** A vote of this activity was refused: it is as it was before, and this says why. */
  refused(failure: ApiError): void {
    this.#set({ problem: failure.detail })
  }

  async call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T | undefined> {
    this.#set({ problem: '' })
    try {
      const answer = await this.#phone.api<T>(method, `/api/activities/${this.#id}${path}`, body)
      if (method !== 'GET') this.#phone.mine.wrote(this.#id)
      return answer ?? (null as T)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      this.#set({ problem: sentenceOf(failure) })
      return undefined
    }
  }

  latest<Kind extends Paged>(post: Kind): Kind | null {
    return latest(this.#phone.rows, post)
  }

  async refresh(): Promise<void> {
    await this.#phone.mine.refresh()
  }

  /** Cards hand it on by itself. */
  readonly now = (): number => this.#phone.now()

  /** How an answer of this activity fares. */
  told(answer: Waiting, outcome: Outcome): void {
    // What waits and goes again goes on waiting until it has arrived: a retry is nobody's news.
    const again = outcome.sending === 'sending' && this.sending === 'waiting'
    if (askedBy(answer) === this.#asked && !again) {
      const failure = 'failure' in outcome && outcome.failure.status ? outcome.failure : null
      this.#set({ sending: outcome.sending, problem: failure?.detail ?? '' })
    }
    if (outcome.sending !== 'sending') this.#settled(outcome.sending !== 'refused')
  }

  #set(state: Partial<State>): void {
    this.#state = { ...this.#now, ...state }
  }

  #settled(good: boolean): void {
    for (const settle of this.#settle.splice(0)) settle(good)
  }
}
