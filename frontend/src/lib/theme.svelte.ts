import { forget, load, save } from './storage'

export type Theme = 'light' | 'dark' | 'auto'

const KEY = 'madang.theme'
const stored = load(KEY)

let current = $state.raw<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto')
tellDocument()

export const theme = (): Theme => current

export function setTheme(next: Theme): void {
  current = next
  if (next === 'auto') forget(KEY)
  else save(KEY, next)
  tellDocument()
}

/** tokens.css follows `data-theme`, and without it the system. */
function tellDocument(): void {
  const { dataset } = document.documentElement
  if (current === 'auto') delete dataset.theme
  else dataset.theme = current
}
