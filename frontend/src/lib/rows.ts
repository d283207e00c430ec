/** What people see live: a row is known by kind and id, and its newest revision wins. */
export interface Row {
  kind: string
  id: string
  rev: number
  [field: string]: unknown
}

export type Rows = ReadonlyMap<string, Row>

export const rowKey = (kind: string, id: string): string => `${kind}/${id}`

/** The rows after a message: a new map, so that whoever compares maps notices. */
export function applyRows(rows: Rows, news: readonly Row[], reset: boolean): Rows {
  const next = new Map(reset ? [] : rows)
  for (const row of news) {
    const key = rowKey(row.kind, row.id)
    const known = next.get(key)
    if (!known || row.rev >= known.rev) next.set(key, row)
    if (row.kind === 'activity' && row.gone) dropPosts(next, row.id)
  }
  return next
}

/** An activity that is gone takes what was written in it along; all of it comes again when it does. */
function dropPosts(rows: Map<string, Row>, activity: string): void {
  for (const { kind, id, activity: of } of rows.values()) {
    if (kind !== 'post' || of !== activity) continue
    rows.delete(rowKey('post', id))
    rows.delete(rowKey('votes', id))
  }
}
