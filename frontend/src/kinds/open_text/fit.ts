// How large the letters of a wall are, and in how many columns its cards stand.

export interface Tried {
  /** Which of the sizes, of which the first is the largest. */
  at: number
  columns: number
  /** On how many pages all cards stand. */
  pages: number
  /** All are seen at once. */
  whole: boolean
}

/** What is arranged, and in which room. */
export interface Basis {
  room: string
  cards: readonly string[]
}

/** Nothing is gone that would make room; on several pages one card may take the place of another. */
export function holds({ whole }: Tried, before: Basis, now: Basis): boolean {
  if (before.room !== now.room) return false
  const here = new Set(now.cards)
  const replaced = !whole && now.cards.length >= before.cards.length
  return replaced || before.cards.every((card) => here.has(card))
}

/**
 * The largest size at which all are seen at once, or else the smallest one with as few pages as can be. Each attempt
 * costs a layout of the whole wall: where nothing made room since `before`, what held then is tried first, and nothing
 * larger, which did not fit already.
 */
export function fit<Attempt extends Tried>(
  sizes: number,
  columnsAt: (at: number) => readonly number[],
  attempt: (at: number, columns: number) => Attempt,
  before: Tried | null,
): Attempt {
  const best = (at: number): Attempt => {
    const found: Attempt[] = []
    for (const columns of columnsAt(at)) {
      const one = attempt(at, columns)
      if (one.whole) return one
      found.push(one)
    }
    return found.reduce((best, one) => (one.pages < best.pages ? one : best))
  }
  if (before) {
    const again = attempt(before.at, before.columns)
    if (again.whole || (!before.whole && again.pages <= before.pages)) return again
  }
  // The larger the letters, the less fits. A card more makes them a little smaller; without a start, half of the sizes
  // that are left are ruled out each time.
  let [first, last, tries] = [before?.at ?? 0, sizes - 1, 0]
  let whole: Attempt | null = null
  while (first < last) {
    const near = before ? first + (tries++ >> 1) : last
    const at = Math.min(near, Math.floor((first + last) / 2))
    const found = best(at)
    if (found.whole) [last, whole] = [at, found]
    else first = at + 1
  }
  return whole?.at === first ? whole : best(first)
}
