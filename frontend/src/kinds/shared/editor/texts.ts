// Lists of short texts, as editors of several kinds have them. Pure.
import { newId } from '../../../lib/ids'

export interface Text {
  /** Stays the same when the text changes: answers refer to it. */
  id: string
  text: string
}

/** Pasted lines without their bullets and numbers, and without the empty ones. */
export const linesOf = (pasted: string): string[] =>
  pasted
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-*•·]|\d{1,3}[.)])\s+/, '').trim())
    .filter(Boolean)

export function freshId(taken: readonly Text[]): string {
  for (;;) {
    const id = newId(6)
    if (!taken.some((item) => item.id === id)) return id
  }
}

/**
 * The list after several lines were pasted into one item: the first goes there, the others follow, empty ones fill up.
 * `left` is how many of them have found no room.
 */
export function withLines<Item extends Text>(
  items: readonly Item[],
  at: number,
  lines: readonly string[],
  fresh: (id: string, text: string) => Item,
  most: number,
): { items: Item[]; left: number } {
  const next = items.map((item) => ({ ...item }))
  let place = at
  let left = 0
  lines.forEach((text, line) => {
    const item = next[place]
    if (line === 0 && item) next[place] = { ...item, text }
    else if (item && !item.text.trim()) next[place] = { ...item, text }
    else if (next.length < most) next.splice(place, 0, fresh(freshId(next), text))
    else left++
    place++
  })
  return { items: next, left }
}
