import type { Sort } from './types'

interface Post {
  number: number
  votes: number
}

/** The newest first, or those that most have voted for. */
export const sorted = <Kind extends Post>(posts: readonly Kind[], sort: Sort = 'newest'): Kind[] =>
  [...posts].sort(
    (one, other) => (sort === 'votes' ? other.votes - one.votes : 0) || other.number - one.number,
  )

export interface Group<Kind> {
  /** Null for those that are in none. */
  name: string | null
  posts: Kind[]
}

/** In the order of their names, and what is in none at the end. No group where nothing is grouped. */
export function grouped<Kind extends Post & { group: string | null }>(
  posts: readonly Kind[],
): Group<Kind>[] {
  const names = [...new Set(posts.map((post) => post.group))].filter((name) => name !== null)
  if (!names.length) return []
  return [...names.sort((one, other) => one.localeCompare(other)), null]
    .map((name) => ({ name, posts: posts.filter((post) => post.group === name) }))
    .filter(({ posts }) => posts.length)
}
