// Which messages one has without a gap: the live rows from some number on, and before that the pages that were loaded.

interface Numbered {
  id: string
  number: number
}

/** The live rows are whole from `from` on; `last` is the newest number that was seen. */
export interface Reach {
  from: number
  last: number
}

/**
 * The live rows are always whole from `first` on, and keep what they had before. After a long sleep there may be a gap
 * between the two, and after a fresh start what they had is gone: then they are whole from `first` on and no more.
 */
export function reach(before: Reach | null, first: number, posts: readonly Numbered[]): Reach {
  const last = Math.max(before?.last ?? 0, posts.at(-1)?.number ?? 0)
  if (!before) return { from: first, last }
  const { from } = before
  const kept = from >= first || posts.some(({ number }) => number >= from && number < first)
  return { from: kept && first <= before.last + 1 ? from : first, last }
}

/** Those from the number `start` on, oldest first and each once; the live one rather than the one of a page. */
export function merged<Post extends Numbered>(
  live: readonly Post[],
  paged: readonly Post[],
  start: number,
): Post[] {
  const byId = new Map(paged.map((post) => [post.id, post]))
  for (const post of live) byId.set(post.id, post)
  return [...byId.values()]
    .filter(({ number }) => number >= start)
    .sort((one, other) => one.number - other.number)
}
