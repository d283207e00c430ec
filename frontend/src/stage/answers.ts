import { Outbox } from './outbox.svelte'

/** An answer that is on its way. */
export interface Waiting {
  activity: string
  round: number
  slot?: string
  answer: unknown
  /** What was asked when it was given. */
  asked: string | null
}

/** Of what is asked: one answer of these waits at most. */
export const laneOf = ({ activity, round, slot = '' }: Waiting) => `${activity} ${round} ${slot}`

/** The answers that have not arrived yet, the newest for each thing that is asked. */
export class Answers extends Outbox<Waiting> {
  constructor(code: string) {
    super(`madang.outbox.${code}`, laneOf)
  }

  has(activity: string): boolean {
    return this.all.some((other) => other.activity === activity)
  }

  forget(activity: string): void {
    this.keep(this.all.filter((other) => other.activity !== activity))
  }
}
