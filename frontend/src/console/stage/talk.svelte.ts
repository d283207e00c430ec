// The activities of a session as their presenter handles them.
import { latest, NO_POSTS, Posts } from '../../kinds/live'
import type { ConsoleActivity, Paged, Post, Tally } from '../../kinds/types'
import type { Live } from '../../lib/live.svelte'
import type { Method } from '../../lib/api'
import { Once } from '../../lib/once.svelte'
import { t } from '../messages'
import { rowKey } from '../../lib/rows'
import { sessionTime } from '../../lib/session-time'
import { moved } from '../../lib/sorting'
import type { RestartUndone } from '../../lib/types'
import { attempt, call } from '../server'
import { complain, note } from '../toasts.svelte'
import type { Draft } from './draft'
import { running, selected, tallyOf, type Chosen } from './running'

export class Talk {
  #order = $state.raw<readonly string[] | null>(null)
  #chosen = $state.raw<Chosen | null>(null)
  readonly #once = new Once()

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
  /** A command to the stage is on its way, and what it brings is not seen yet. */
  get busy() {
    return this.#once.busy(this.#sight)
  }
  /** What the keys are about: nothing while it is about to go. */
  get led() {
    return this.busy ? null : this.onStage
  }
  /** The stage as it is seen, and how far a quiz on it is. */
  get #sight() {
    return `stage/${this.#stageRow?.rev}/${this.onStage?.rev}`
  }
  get #stageRow() {
    return this.live.rows.get(rowKey('stage', 's'))
  }

  choose(id: string) {
    this.#chosen = { id, stage: this.onStage?.id ?? null }
  }

  /** What a command brings is looked at, unless something else was chosen since it was given. */
  #lookout() {
    const before = this.#chosen
    return (id: string, stage = this.onStage?.id ?? null) => {
      if (this.#chosen === before) this.#chosen = { id, stage }
    }
  }

  isOnStage = (activity: ConsoleActivity) => activity.id === this.onStage?.id
  tally = (activity: ConsoleActivity): Tally | null => tallyOf(this.live.rows, activity.id)
  /** How many wait to be let through. */
  waiting = (activity: ConsoleActivity): number =>
    (this.tally(activity) as { waiting?: number } | null)?.waiting ?? 0
  posts = (activity: ConsoleActivity): readonly Post[] => this.#posts.get(activity.id) ?? NO_POSTS
  latest = <Kind extends Paged>(post: Kind): Kind | null => latest(this.live.rows, post)
  /** The server's time in milliseconds. */
  now = () => sessionTime(this.live)

  // The stage

  next = () => this.#step('next')
  back = () => this.#step('back')
  empty = () => this.#stage(null)
  put = (activity: ConsoleActivity, open = false) => this.#stage(activity.id, open)

  #stage = (activity: string | null, open = false) =>
    this.#alone(
      this.#sight,
      () => call('PUT', this.#path('/stage'), { activity, open }),
      t().stage.notMoved,
    )

  /** It says from where it goes: pressed again before the page knows, it is the same one. What comes is looked at. */
  #step = (way: 'next' | 'back') =>
    this.#alone(
      this.#sight,
      async () => {
        const look = this.#lookout()
        const { id = null, progress = null } = this.onStage ?? {}
        const from = { seen_on: id, progress }
        const now = await call<{ activity: string | null }>(
          'POST',
          this.#path(`/stage/${way}`),
          from,
        )
        if (now.activity) look(now.activity, now.activity)
        else if (way === 'next') note(t().stage.last)
      },
      t().stage.notMoved,
    )

  async #alone(sight: string, work: () => Promise<unknown>, means?: string): Promise<boolean> {
    return (await this.#once.run(sight, () => attempt(work, means))) ?? false
  }

  // One activity

  open = (activity: ConsoleActivity) => this.#turn(activity, '/open')
  close = (activity: ConsoleActivity) => this.#turn(activity, '/close')
  toggle = (activity: ConsoleActivity) =>
    activity.state === 'open' ? this.close(activity) : this.open(activity)
  #turn = (activity: ConsoleActivity, path: string) =>
    this.#alone(`turn/${activity.id}/${activity.rev}`, () =>
      call('POST', this.path(activity, path)),
    )

  show = (activity: ConsoleActivity, shown: boolean) =>
    this.#alone(`results/${activity.id}/${activity.rev}`, () =>
      call('PUT', this.path(activity, '/results'), { shown }),
    )
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
      const look = this.#lookout()
      look((await call<{ id: string }>('POST', this.path(activity, '/duplicate'))).id)
      note(t().stage.duplicated(activity.title))
    })

  async remove(activity: ConsoleActivity) {
    if (await this.#act(activity, 'DELETE', '')) {
      note(t().stage.removed(activity.title), {
        label: t().undo,
        run: () => void this.restore(activity),
      })
    }
  }

  restore = async (activity: Pick<ConsoleActivity, 'id'>): Promise<boolean> => {
    const look = this.#lookout()
    const done = await this.#act(activity, 'POST', '/restore')
    if (done) look(activity.id)
    return done
  }

  #act = (activity: Pick<ConsoleActivity, 'id'>, method: Method, path: string, body?: object) =>
    attempt(() => call(method, this.path(activity, path), body))

  // The running order

  /** The server keeps how the talk was before it started over. */
  get startedOver() {
    return this.#stageRow?.can_unrestart === true
  }

  /** People are answering, or look at what they have answered: nothing that should go by one wrong click. */
  get inFront() {
    const { onStage } = this
    const open = [...this.steps, ...this.beside].some(({ state }) => state === 'open')
    return open || (onStage !== null && Boolean(this.tally(onStage)?.n))
  }

  get anyRemoved() {
    return this.live.all('activity').some(({ gone }) => gone)
  }

  restart = async () => {
    const path = this.#path('/activities/restart')
    if (await this.#alone(this.#sight, () => call('POST', path))) {
      note(t().stage.restarted, { label: t().undo, run: () => void this.unrestart() })
    }
  }
  unrestart = () =>
    this.#alone(this.#sight, async () => {
      const path = this.#path('/activities/restart/undo')
      const { left } = await call<RestartUndone>('POST', path)
      if (left.length) note(t().stage.left(left.length))
    })

  /** A list of those that were deleted, the last one first. */
  removed = () => this.#path('/activities/removed?limit=50')

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

  path = (activity: Pick<ConsoleActivity, 'id'>, path = '') =>
    this.#path(`/activities/${activity.id}${path}`)
  #path = (path: string) => `/api/sessions/${this.session}${path}`
}
