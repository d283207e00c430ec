// What is being set up in the editor. Pure.
import type { ConsoleActivity } from '../../kinds/types'
import type { Language } from '../../lib/i18n.svelte'
import type { KnownKind } from './known'

export interface Draft {
  title: string
  config: unknown
  anonymous: boolean
  results_shown: boolean
  notes: string
}

export function draftOf(
  { info, about }: KnownKind,
  activity: ConsoleActivity | undefined,
  anonymous: boolean,
  language: Language,
): Draft {
  if (!activity) {
    return {
      title: '',
      config: about.fresh(language),
      anonymous: info.anonymous || (anonymous && !info.named),
      results_shown: info.results_shown,
      notes: '',
    }
  }
  const { title, config, notes } = activity
  return {
    title,
    config,
    anonymous: activity.anonymous,
    results_shown: activity.results_shown,
    notes: notes ?? '',
  }
}

/** Only what was changed: an activity that runs does not take every change. */
export function changesOf(before: Draft, after: Draft): Partial<Draft> {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !same(value, before[name as keyof Draft])),
  )
}
