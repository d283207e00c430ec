import { forget, loadJson, saveJson } from '../lib/storage'
import type { Activity } from '../kinds/types'

type About = Pick<Activity, 'id' | 'round'>
type Kept = Record<string, { round: number; typed: object }>

/** What was typed or picked here and not sent yet, for the round in which that was; kept over a reload. */
export class Typed {
  readonly #key: string

  constructor(code: string) {
    this.#key = `madang.typed.${code}`
  }

  of({ id, round }: About): object {
    const kept = this.#all[id]
    return (kept?.round === round && kept.typed) || {}
  }

  keep({ id, round }: About, typed: object): void {
    const { [id]: before, ...others } = this.#all
    if (Object.keys(typed).length) saveJson(this.#key, { ...others, [id]: { round, typed } })
    else if (before) saveJson(this.#key, others)
  }

  forget(): void {
    forget(this.#key)
  }

  /** As it is now: the same session may be open in another tab. */
  get #all(): Partial<Kept> {
    return loadJson<Kept>(this.#key) ?? {}
  }
}
