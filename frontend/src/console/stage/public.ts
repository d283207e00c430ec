// What phones and screens are given, made from what the presenter has: for the preview. Pure.
import type { About, ConsoleActivity, Post, Tally, Watcher } from '../../kinds/types'
import { rowKey, type Row, type Rows } from '../../lib/rows'

/** What phones and screens are given of the results and posts of an activity of some kind. */
export type KindRules = (kind: string) => Pick<About, 'publicTally' | 'publicPost'> | undefined

/** Of an activity, what is the presenter's alone. */
const OWN = [
  'position',
  'public',
  'notes',
  'can_unclear',
  'beside',
  'created_at',
  'opened_at',
  'closed_at',
]

/** A row that has not changed stays the same object, unless its kind rewrites it: nothing is drawn again for it. */
export class PublicRows {
  readonly #known = new WeakMap<Row, Row>()

  constructor(
    private readonly watcher: Watcher,
    private readonly rules: KindRules,
  ) {}

  read(rows: Rows): Rows {
    const found = new Map<string, Row>()
    const staged = rows.get(rowKey('stage', 's'))
    if (staged) found.set(rowKey('stage', 's'), staged)
    for (const row of rows.values()) {
      if (row.kind === 'activity' && isVisible(row, staged?.activity)) this.#take(found, rows, row)
    }
    for (const row of rows.values()) {
      const home = found.get(rowKey('activity', String(row.activity)))
      if (row.kind !== 'post' || row.gone || row.state !== 'shown' || !home?.results_shown) continue
      const whole = rows.get(rowKey('activity', home.id)) as Row & ConsoleActivity
      const given = this.rules(whole.type)?.publicPost?.(row as Row & Post, whole)
      found.set(rowKey('post', row.id), given ? { ...ofRow(row), ...given } : row)
      const votes = rows.get(rowKey('votes', row.id))
      if (votes) found.set(rowKey('votes', row.id), votes)
    }
    return found
  }

  #take(found: Map<string, Row>, rows: Rows, activity: Row) {
    found.set(rowKey('activity', activity.id), this.#reduced(activity, withoutOwn))
    const tally = rows.get(rowKey('tally', activity.id))
    if (!tally || tally.gone) return
    if (activity.results_shown) {
      const whole = activity as Row & ConsoleActivity
      const given = this.rules(whole.type)?.publicTally?.(tally as Row & Tally, whole, this.watcher)
      found.set(rowKey('tally', activity.id), given ? { ...ofRow(tally), ...given } : tally)
    } else if (this.watcher === 'screen') {
      found.set(rowKey('tally', activity.id), this.#reduced(tally, countOnly))
    }
  }

  #reduced(row: Row, reduce: (row: Row) => Row): Row {
    let reduced = this.#known.get(row)
    if (!reduced) this.#known.set(row, (reduced = reduce(row)))
    return reduced
  }
}

const isVisible = (activity: Row, staged: unknown) =>
  !activity.gone && (activity.id === staged || (activity.beside && activity.state === 'open'))

function withoutOwn(activity: Row): Row {
  const rest = Object.entries(activity).filter(([name]) => !OWN.includes(name))
  return { ...Object.fromEntries(rest), ...(activity.public as object) } as Row
}

/** How many have answered, and not what. */
const countOnly = (tally: Row): Row => ({ ...ofRow(tally), n: tally.n })

const ofRow = ({ kind, id, rev }: Row): Row => ({ kind, id, rev })
