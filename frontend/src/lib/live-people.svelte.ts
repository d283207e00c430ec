import { Live } from './live.svelte'
import type { Presence } from './stream'

/** A session as its presenter sees it: with those who are here. */
export class LivePeople extends Live {
  /** The participants that are online. */
  here = $state.raw<ReadonlySet<string>>(new Set())

  protected override presence(news: Presence): void {
    super.presence(news)
    const { here, came, went } = news
    if (!here && !came && !went) return
    const next = new Set(here ?? this.here)
    for (const id of came ?? []) next.add(id)
    for (const id of went ?? []) next.delete(id)
    this.here = next
  }
}
