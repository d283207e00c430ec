// The live rows as the faces take them: what is on the stage, and what stays beside it.

import type { Row, Rows } from '../lib/rows'
import { rowKey } from '../lib/rows'
import type { Activity, Paged, Post, Tally } from './types'

/** An activity with what has come of it. */
export interface Seen {
  activity: Activity
  tally: Tally | null
  /** Oldest first. */
  posts: readonly Post[]
}

export interface OnShow {
  stage: Seen | null
  beside: readonly Seen[]
}

export const NO_POSTS: readonly Post[] = []

/** A post that came in a page, as the live rows tell of it since then; null where it is gone. */
export function latest<Kind extends Paged>(rows: Rows, post: Kind): Kind | null {
  const row = rows.get(rowKey('post', post.id))
  const votes = rows.get(rowKey('votes', post.id))
  let now = post
  if (row && row.rev > post.rev) {
    if (row.gone) return null
    now = { ...now, ...row }
  }
  if (votes && !votes.gone && votes.rev > post.rev) now = { ...now, ...counts(votes) }
  return now
}

const counts = (votes: Row) => ({
  votes: (votes.n as number | undefined) ?? 0,
  emoji: (votes.emoji as Post['emoji'] | undefined) ?? {},
})

/**
 * The posts of each activity with their votes, oldest first. What has not changed stays the same object, so that nothing
 * is drawn again for a vote elsewhere.
 */
export class Posts {
  readonly #merged = new WeakMap<Row, { votes: Row | undefined; post: Post }>()
  readonly #lists = new Map<string, readonly Post[]>()

  read(rows: Rows): ReadonlyMap<string, readonly Post[]> {
    const found = new Map<string, Post[]>()
    for (const row of rows.values()) {
      if (row.kind !== 'post' || row.gone) continue
      // The staff are given those of other rounds, too; a phone may still hold some.
      const home = rows.get(rowKey('activity', String(row.activity)))
      if (home && home.round !== row.round) continue
      const post = this.#merge(row, rows.get(rowKey('votes', row.id)))
      const list = found.get(post.activity)
      if (list) list.push(post)
      else found.set(post.activity, [post])
    }
    const steady = new Map<string, readonly Post[]>()
    for (const [activity, list] of found) {
      list.sort((one, other) => one.number - other.number)
      steady.set(activity, this.#steady(activity, list))
    }
    return steady
  }

  #merge(row: Row, votes: Row | undefined): Post {
    const known = this.#merged.get(row)
    if (known && known.votes === votes) return known.post
    const counted = votes && !votes.gone ? counts(votes) : { votes: 0, emoji: {} }
    const post = { ...row, ...counted } as unknown as Post
    this.#merged.set(row, { votes, post })
    return post
  }

  #steady(activity: string, posts: readonly Post[]): readonly Post[] {
    const known = this.#lists.get(activity)
    if (known?.length === posts.length && known.every((post, at) => post === posts[at])) {
      return known
    }
    this.#lists.set(activity, posts)
    return posts
  }
}

/** Reads the rows of a phone or a screen. */
export class Show {
  readonly #posts = new Posts()

  read(rows: Rows): OnShow {
    const onStage = rows.get('stage/s')?.activity
    const posts = this.#posts.read(rows)
    let stage: Seen | null = null
    const beside: Seen[] = []
    for (const row of rows.values()) {
      if (row.kind !== 'activity' || row.gone) continue
      const tally = rows.get(rowKey('tally', row.id))
      const seen: Seen = {
        activity: row as Row & Activity,
        tally: tally && !tally.gone ? (tally as Row & Tally) : null,
        posts: posts.get(row.id) ?? NO_POSTS,
      }
      if (row.id === onStage) stage = seen
      else if (seen.activity.state === 'open') beside.push(seen)
    }
    return { stage, beside }
  }
}
