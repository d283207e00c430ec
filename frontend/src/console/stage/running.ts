// The running order as the presenter's rows tell it. Pure.
import type { ConsoleActivity, Tally } from '../../kinds/types'
import { rowKey, type Row, type Rows } from '../../lib/rows'

export interface Running {
  /** What the stage goes through, one after the other. */
  steps: readonly ConsoleActivity[]
  /** What may be open beside the stage at any time. */
  beside: readonly ConsoleActivity[]
  onStage: ConsoleActivity | null
}

const isHere = (row: Row | undefined): row is Row => row !== undefined && !row.gone

/** `order` is an order that the server has not told yet. */
export function running(rows: Rows, order: readonly string[] | null): Running {
  const all = [...rows.values()]
    .filter((row) => row.kind === 'activity' && isHere(row))
    .map((row) => row as Row & ConsoleActivity)
  const place = (activity: ConsoleActivity) =>
    order?.includes(activity.id) ? order.indexOf(activity.id) - order.length : activity.position
  all.sort((one, other) => place(one) - place(other) || (one.id < other.id ? -1 : 1))
  const staged = rows.get(rowKey('stage', 's'))?.activity
  return {
    steps: all.filter((activity) => !activity.beside),
    beside: all.filter((activity) => activity.beside),
    onStage: all.find((activity) => activity.id === staged) ?? null,
  }
}

export function tallyOf(rows: Rows, id: string): Tally | null {
  const row = rows.get(rowKey('tally', id))
  return isHere(row) ? (row as Row & Tally) : null
}

/** Which activity somebody has turned to, and what was on the stage then. */
export interface Chosen {
  id: string
  stage: string | null
}

/**
 * The chosen one until something else comes on the stage; what is beside the stage stays chosen also then. Without one
 * what is on the stage, else the first.
 */
export function selected(running: Running, chosen: Chosen | null): ConsoleActivity | null {
  const { steps, beside, onStage } = running
  const all = [...steps, ...beside]
  const found = all.find((one) => one.id === chosen?.id)
  const stays = found?.beside || chosen?.stage === (onStage?.id ?? null)
  return (stays ? found : undefined) ?? onStage ?? found ?? all[0] ?? null
}
