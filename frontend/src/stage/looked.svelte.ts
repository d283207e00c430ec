import { loadJson, saveJson } from '../lib/storage'
import type { Post } from '../kinds/types'

/** How far somebody has read what stays beside the stage, by activity; kept over a reload. */
export class Looked {
  readonly #key: string | null
  #last = $state.raw<Readonly<Record<string, number>>>({})

  /** Without a code nothing is kept. */
  constructor(code: string | null) {
    this.#key = code && `madang.looked.${code}`
    if (this.#key) this.#last = (loadJson(this.#key) ?? {}) as Record<string, number>
  }

  /** How many posts are new since then; one's own are not. */
  news(activity: string, posts: readonly Post[], own: readonly { id: string }[]): number {
    const last = this.#last[activity] ?? 0
    return posts.filter(({ seen, id }) => (seen ?? 0) > last && !own.some((post) => post.id === id))
      .length
  }

  look(activity: string, posts: readonly Post[]): void {
    const newest = Math.max(0, ...posts.map(({ seen }) => seen ?? 0))
    if (newest <= (this.#last[activity] ?? 0)) return
    this.#last = { ...this.#last, [activity]: newest }
    if (this.#key) saveJson(this.#key, this.#last)
  }
}
