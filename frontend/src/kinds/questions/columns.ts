import { sorted } from './order'
import type { Post } from '../types'

export const COLUMNS = ['waiting', 'open', 'answered', 'away'] as const
export type Column = (typeof COLUMNS)[number]

export const columnOf = ({ state, answered }: Post): Column =>
  state === 'waiting' ? 'waiting' : state !== 'shown' ? 'away' : answered ? 'answered' : 'open'

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** In each column those that the search finds: what waits longest first, the most wanted first, else the newest. */
export function columns(
  posts: readonly Post[],
  search: string,
): Readonly<Record<Column, readonly Post[]>> {
  const wanted = plain(search).trim()
  const found: Record<Column, Post[]> = { waiting: [], open: [], answered: [], away: [] }
  for (const post of posts) {
    const text = plain(`${post.text} ${post.author ?? ''} ${post.answer ?? ''}`)
    if (text.includes(wanted)) found[columnOf(post)].push(post)
  }
  return {
    waiting: found.waiting,
    open: sorted(found.open, 'popular'),
    answered: found.answered.reverse(),
    away: found.away.reverse(),
  }
}
