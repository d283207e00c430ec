// What is known of the kinds: their words here, their rules from the server.
import Shapes from '@lucide/svelte/icons/shapes'
import { abouts } from '../../kinds/registry'
import type { About } from '../../kinds/types'
import { language } from '../../lib/i18n.svelte'
import type { KindInfo } from '../../lib/types'
import { call } from '../server'

const all = abouts()

/** A kind that the server and this page both know. */
export interface KnownKind {
  info: KindInfo
  about: About
}

export const aboutOf = (kind: string): About | undefined => all.get(kind)
export const nameOf = (kind: string): string => all.get(kind)?.words[language()].name ?? kind
export const iconOf = (kind: string): About['icon'] => all.get(kind)?.icon ?? Shapes

let asked: Promise<KnownKind[]> | null = null

/** In the order in which they are offered. */
export function knownKinds(): Promise<KnownKind[]> {
  asked ??= call<KindInfo[]>('GET', '/api/kinds').then(
    (infos) =>
      infos
        .flatMap((info) => {
          const about = all.get(info.name)
          return about ? [{ info, about }] : []
        })
        .sort((one, other) => one.about.order - other.about.order),
    (failure: unknown) => {
      asked = null
      throw failure
    },
  )
  return asked
}
