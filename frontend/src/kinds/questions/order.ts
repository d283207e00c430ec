import type { Post } from '../types'

export type Sort = 'popular' | 'newest'

/**
 * The one that is being answered comes first. The popular ones are those that most people wait for: what was answered
 * comes behind, and of two with as many votes the older one is first.
 */
export const sorted = (posts: readonly Post[], sort: Sort): Post[] =>
  [...posts].sort(
    (one, other) =>
      Number(other.pinned) - Number(one.pinned) ||
      (sort === 'newest'
        ? other.number - one.number
        : Number(one.answered) - Number(other.answered) ||
          other.votes - one.votes ||
          one.number - other.number),
  )
