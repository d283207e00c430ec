// The activities of a session as their presenter handles them.
import { latest, NO_POSTS, Posts } from '../../kinds/live'
import type { ConsoleActivity, Paged, Post, Tally } from '../../kinds/types'
import type { Live } from '../../lib/live.svelte'
import type { Method } from '../../lib/api'
import { t } from '../messages'
import { moved } from '../../lib/sorting'
import { attempt, call } from '../server'
import { complain, note } from '../toasts.svelte'
import type { Draft } from './draft'
import { running, selected, tallyOf, type Chosen } from './running'

export class Talk {
  #order = $state.raw<readonly string[] | null>(null)
  #chosen = $state.raw<Chosen | null>(null)
  #busy = $state.raw(false)

  readonly #running = $derived.by(() => running(this.live.rows, this.#order))
  readonly #selected = $derived.by(() => selected(this.#running, this.#chosen))

  readonly #merged = new Posts()
  readonly #posts = $derived.by(() => this.#merged.read(this.live.rows))

  constructor(
    readonly session: string,
    readonly live: Live,
  ) {}

  get steps() {
    return this.#running.steps
  }
  get beside() {
    return this.#running.beside
  }
  get onStage() {
    return this.#running.onStage
  }
  get selected() {
    return this.#selected
  }
  get ready() {
    return this.live.ready
  }
  /** A command to the stage is on its way: a second press is no second command. */
  get busy() {
    return this.#busy
  }

  choose(id: string) {
    this.#chosen = { id, stage: this.onStage?.id ?? null }
  }

  isOnStage = (activity: ConsoleActivity) => activity.id === this.onStage?.id
  tally = (activity: ConsoleActivity): Tally | null => tallyOf(this.live.rows, activity.id)
  posts = (activity: ConsoleActivity): readonly Post[] => this.#posts.get(activity.id) ?? NO_POSTS
  latest = <Kind extends Paged>(post: Kind): Kind | null => latest(this.live.rows, post)
  /** The server's time in milliseconds. */
  now = () => performance.now() + this.live.clock

  // The stage

  // Each step says from where it goes: pressed again before the page knows, it is the same one.
  next = () => this.#step('POST', '/stage/next', { seen_on: this.onStage?.id ?? null })
  back = () => this.#step('POST', '/stage/back', { seen_on: this.onStage?.id ?? null })
  empty = () => this.#step('PUT', '/stage', { activity: null })
  put = (activity: ConsoleActivity, open = false) =>
    this.#step('PUT', '/stage', { activity: activity.id, open })

  #step = (method: Method, path: string, body?: object) =>
    this.#alone(() => call(method, this.#path(path), body))

  async #alone(work: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false
    this.#busy = true
    try {
      return await attempt(work)
    } finally {
      this.#busy = false
    }
  }

  // One activity

  open = (activity: ConsoleActivity) =>
    this.#alone(() => call('POST', this.path(activity, '/open')))
  close = (activity: ConsoleActivity) =>
    this.#alone(() => call('POST', this.path(activity, '/close')))
  toggle = (activity: ConsoleActivity) =>
    activity.state === 'open' ? this.close(activity) : this.open(activity)
  show = (activity: ConsoleActivity, shown: boolean) =>
    this.#alone(() => call('PUT', this.path(activity, '/results'), { shown }))
  time = (activity: ConsoleActivity, seconds: number | null) =>
    this.#act(activity, 'PUT', '/timer', { seconds })
  unclear = (activity: ConsoleActivity) => this.#act(activity, 'POST', '/unclear')

  clear = (activity: ConsoleActivity) =>
    attempt(async () => {
      const { round } = await call<{ round: number }>('POST', this.path(activity, '/clear'))
      note(t().stage.cleared(activity.title), {
        label: t().undo,
        run: () => void this.#uncleared(activity.id, round),
      })
    })

  /** Goes back only from the round that the clearing began: one that began since then has its own way back. */
  #uncleared(id: string, round: number) {
    const now = [...this.steps, ...this.beside].find((one) => one.id === id)
    return now?.round === round ? this.unclear(now) : complain(t().stage.clearedSince)
  }

  /** Throws what the server refuses, for the form that asked. */
  async add(kind: string, { notes, ...draft }: Draft) {
    const body = { kind, ...draft, notes: notes.trim() ? notes : null }
    this.choose((await call<{ id: string }>('POST', this.#path('/activities'), body)).id)
  }

  /** As `add`. */
  async edit(activity: ConsoleActivity, { results_shown, ...changes }: Partial<Draft>) {
    const body = changes.notes === '' ? { ...changes, notes: null } : changes
    if (Object.keys(body).length) await call('PUT', this.path(activity), body)
    if (results_shown !== undefined) {
      await call('PUT', this.path(activity, '/results'), { shown: results_shown })
    }
  }

  duplicate = (activity: ConsoleActivity) =>
    attempt(async () => {
      const { id } = await call<{ id: string }>('POST', this.path(activity, '/duplicate'))
      this.choose(id)
      note(t().stage.duplicated(activity.title))
    })

  async remove(activity: ConsoleActivity) {
    if (await this.#act(activity, 'DELETE', '')) {
      note(t().stage.removed(activity.title), {
        label: t().undo,
        run: () => void this.#restore(activity),
      })
    }
  }

  async #restore(activity: ConsoleActivity) {
    if (await this.#act(activity, 'POST', '/restore')) this.choose(activity.id)
  }

  #act = (activity: ConsoleActivity, method: Method, path: string, body?: object) =>
    attempt(() => call(method, this.path(activity, path), body))

  // The running order

  /** Within the steps, or within those beside the stage. */
  async move(list: readonly ConsoleActivity[], from: number, to: number) {
    const order = moved(list, from, to)
    const both = list === this.beside ? [this.steps, order] : [order, this.beside]
    const ids = both.flat().map(({ id }) => id)
    this.#order = ids
    const done = await attempt(() => call('PUT', this.#path('/activities/order'), { ids }))
    // The stream tells the new order about now; a moment of the old one in between would be a flicker.
    setTimeout(() => this.#order === ids && (this.#order = null), done ? 1500 : 0)
  }

  path = (activity: ConsoleActivity, path = '') => this.#path(`/activities/${activity.id}${path}`)
  #path = (path: string) => `/api/sessions/${this.session}${path}`
}
