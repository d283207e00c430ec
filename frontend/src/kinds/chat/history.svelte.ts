import { merged, reach, type Reach } from './reach'
import type { Message, Older, PagedMessage } from './types'

const PAGE = 50

interface Source {
  round(): number
  /** The live ones, oldest first, and the number from which on they are whole; null while nothing is known. */
  posts(): readonly Message[]
  first(): number | null
  /** Those that have arrived from here; the stream may not tell of them yet. */
  posted(): readonly PagedMessage[]
  page(path: string): Promise<readonly PagedMessage[] | undefined>
  /** As it is now; null where it is gone. */
  latest(post: PagedMessage): Message | null
}

interface Pages {
  /** The round, and where the live messages began, when these were loaded; elsewhere they do not fit. */
  round: number
  anchor: number
  start: number
  posts: readonly PagedMessage[]
}

/** All messages that were seen here: the live ones and, before them, pages of older ones. */
export class History implements Older {
  readonly #source: Source
  #reach: Reach | null = null
  #pages = $state.raw<Pages | null>(null)
  #loading = $state.raw(false)

  readonly #from = $derived.by(() => {
    const first = this.#source.first()
    if (first === null) return 1
    this.#reach = reach(this.#reach, first, this.#source.posts())
    return this.#reach.from
  })
  readonly #before = $derived.by(() => {
    const pages = this.#pages
    return pages?.anchor === this.#from && pages.round === this.#source.round() ? pages : null
  })
  readonly #start = $derived(this.#before?.start ?? this.#from)

  readonly messages: readonly Message[] = $derived.by(() => {
    const paged = [...(this.#before?.posts ?? []), ...this.#source.posted()]
    const now = paged.flatMap((post) => this.#source.latest(post) ?? [])
    return merged(this.#source.posts(), now, this.#start)
  })
  /** There are older ones. */
  readonly more = $derived(this.#start > 1)

  constructor(source: Source) {
    this.#source = source
  }

  get loading(): boolean {
    return this.#loading
  }

  async load(): Promise<boolean> {
    if (this.#loading || !this.more) return false
    this.#loading = true
    const [round, anchor] = [this.#source.round(), this.#from]
    const page = await this.#source.page(`/posts?before=${this.#start}&limit=${PAGE}`)
    this.#loading = false
    if (!page || anchor !== this.#from || round !== this.#source.round()) return false
    const oldest = page.length < PAGE ? undefined : page.at(-1)
    const posts = [...(this.#before?.posts ?? []), ...page]
    this.#pages = { round, anchor, start: oldest?.number ?? 1, posts }
    return page.length > 0
  }
}
