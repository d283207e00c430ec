import { forget, keys, loadJson, saveJson } from '../lib/storage'
import type { Activity } from '../kinds/types'
import { typedKey } from './boundary'

type About = Pick<Activity, 'id' | 'round'>
type Kept = Record<string, { round: number; typed: object; at: number }>

/** Nobody comes back to it after so long. */
const DAYS = 3

/** What was typed or picked here and not sent yet, for the round in which that was; kept over a reload. */
export class Typed {
  readonly #key: string

  constructor(code: string) {
    this.#key = typedKey(code)
    forgetOld()
  }

  of({ id, round }: About): object {
    const kept = this.#all[id]
    return (kept?.round === round && kept.typed) || {}
  }

  keep({ id, round }: About, typed: object): void {
    const { [id]: before, ...others } = this.#all
    if (Object.keys(typed).length)
      saveJson(this.#key, { ...others, [id]: { round, typed, at: Date.now() } })
    else if (before) saveJson(this.#key, others)
  }

  /** As it is now: the same session may be open in another tab. */
  get #all(): Partial<Kept> {
    return loadJson<Kept>(this.#key) ?? {}
  }
}

/** In whichever session it was typed. */
function forgetOld(): void {
  const old = Date.now() - DAYS * 86_400_000
  for (const key of keys().filter((key) => key.startsWith(typedKey('')))) {
    const all = Object.entries(loadJson<Kept>(key) ?? {})
    const young = all.filter(([, kept]) => kept && kept.at > old)
    if (!young.length) forget(key)
    else if (young.length < all.length) saveJson(key, Object.fromEntries(young))
  }
}
