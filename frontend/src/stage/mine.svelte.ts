import { loadJson, saveJson } from '../lib/storage'
import type { Activity, Mine } from '../kinds/types'

export type Fetched = Record<string, Partial<Mine> & { round: number }>
type About = Pick<Activity, 'id' | 'round'>

const NOTHING: Mine = { answers: {}, posts: [], votes: [] }
const BETWEEN_TRIES = 3000
const rest = () =>
  new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES * (1 + Math.random())))
const keyOf = ({ id, round }: About) => `${id} ${round}`

/**
 * What this phone has done, by activity and round. The server is asked after a load, and where something is seen again
 * in which an earlier life of this page has had a part: a hall that is shown something new asks nothing.
 */
export class AllMine {
  readonly #fetch: () => Promise<Fetched | null>
  readonly #key: string
  #known = $state.raw<ReadonlyMap<string, Mine>>(new Map())
  #ready = $state.raw(false)
  #touched: readonly string[]
  /** In which an earlier life of this page has had a part. */
  readonly #before: ReadonlySet<string>
  #seen: readonly About[] = []
  #writes = 0
  #loaded = false
  #seeing = false
  #closed = false
  #asking: Promise<boolean> | null = null

  constructor(code: string, fetch: () => Promise<Fetched | null>) {
    this.#fetch = fetch
    this.#key = `madang.touched.${code}`
    this.#touched = Object.values(loadJson<string[]>(this.#key) ?? {}).map(String)
    this.#before = new Set(this.#touched)
  }

  /** Null until it is known. */
  of(activity: About): Mine | null {
    const known = this.#known.get(keyOf(activity))
    return known ?? (this.#ready && !this.#before.has(activity.id) ? NOTHING : null)
  }

  /** These are seen now. */
  async see(activities: readonly About[]): Promise<void> {
    this.#seen = activities
    if (this.#seeing) return
    this.#seeing = true
    while (!this.#closed && this.#mustAsk()) {
      if (await this.refresh()) {
        this.#loaded = true
        this.#know(this.#seen)
      } else await rest()
    }
    this.#seeing = false
    if (this.#closed) return
    this.#loaded = true
    this.#ready = true
  }

  close(): void {
    this.#closed = true
  }

  #mustAsk(): boolean {
    const unknown = this.#seen.filter((activity) => !this.#known.has(keyOf(activity)))
    return this.#loaded ? unknown.some(({ id }) => this.#touched.includes(id)) : unknown.length > 0
  }

  /** Whether the server has answered. */
  refresh(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null))
    return this.#asking
  }

  /** The server has this answer. */
  answered({ id, round, slot, answer }: About & { slot?: string; answer: unknown }): void {
    this.wrote(id)
    const before = this.#known.get(keyOf({ id, round })) ?? NOTHING
    this.#put({ id, round }, { ...before, answers: { ...before.answers, [slot ?? '']: answer } })
  }

  forget(activity: About): void {
    this.#writes++
    const before = this.#known.get(keyOf(activity)) ?? NOTHING
    this.#put(activity, { ...before, answers: {} })
  }

  /** The server has this post. */
  posted(activity: About, { id, text, state }: Mine['posts'][number]): void {
    this.wrote(activity.id)
    const before = this.of(activity)
    if (!before || before.posts.some((post) => post.id === id)) return
    this.#put(activity, { ...before, posts: [...before.posts, { id, text, state }] })
  }

  /** The server has this vote, or has it not any more. */
  voted(activity: About, post: string, emoji: string, on: boolean): void {
    this.wrote(activity.id)
    const before = this.of(activity)
    if (!before) return
    const others = before.votes.filter(([id, given]) => id !== post || given !== emoji)
    this.#put(activity, { ...before, votes: on ? [...others, [post, emoji]] : others })
  }

  /** Something of this phone is there now: what was asked before does not tell of it. */
  wrote(id: string): void {
    this.#writes++
    if (this.#touched.includes(id)) return
    this.#touched = [...this.#touched, id]
    saveJson(this.#key, this.#touched)
  }

  async #ask(): Promise<boolean> {
    let writes: number
    let fetched: Fetched | null
    do {
      writes = this.#writes
      fetched = await this.#fetch()
    } while (writes !== this.#writes)
    if (!fetched) return false
    const known = new Map(this.#known)
    for (const [id, { round, ...mine }] of Object.entries(fetched)) {
      known.set(keyOf({ id, round }), { ...NOTHING, ...mine })
    }
    this.#known = known
    return true
  }

  /** What the server did not name, this phone has had no part in. */
  #know(activities: readonly About[]): void {
    const known = new Map(activities.map((activity) => [keyOf(activity), NOTHING]))
    this.#known = new Map([...known, ...this.#known])
  }

  #put(activity: About, mine: Mine): void {
    this.#known = new Map(this.#known).set(keyOf(activity), mine)
  }
}
