import { load, save } from './storage'

export type Language = 'ko' | 'en'
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'ko', name: '한국어' },
  { code: 'en', name: 'English' },
]

const KEY = 'madang.language'
const isLanguage = (value: unknown): value is Language => value === 'ko' || value === 'en'

/** The language that was chosen here, else the first of the browser's that we speak, else Korean. */
function preferred(): Language {
  const chosen = load(KEY)
  if (isLanguage(chosen)) return chosen
  const spoken = globalThis.navigator?.languages ?? []
  return spoken.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'ko'
}

let current = $state.raw<Language>(preferred())
tellDocument()

/** The page's language; reading it in a component makes the component follow it. */
export const language = (): Language => current

export function setLanguage(next: Language): void {
  current = next
  save(KEY, next)
  tellDocument()
}

function tellDocument(): void {
  if (globalThis.document) document.documentElement.lang = current
}

/**
 * A face's dictionary: `const t = dictionary({ ko, en })` with `const ko: typeof en`, then `t().key`.
 * A missing key does not compile.
 */
export const dictionary =
  <Words>(all: Record<Language, Words>): (() => Words) =>
  () =>
    all[current]

const plurals = new Intl.PluralRules('en')

/** "1 person", "2 people": for English, Korean needs none. */
export const plural = (count: number, one: string, other: string): string =>
  plurals.select(count) === 'one' ? one : other

export const formatNumber = (value: number): string => value.toLocaleString(current)
