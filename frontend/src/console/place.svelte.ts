// Where we are: the address as state, and moving without loading the page again.
import { match } from './router'

const read = () => ({ path: location.pathname, search: location.search })

let current = $state.raw(read())

export const place = {
  get path() {
    return current.path
  },
  get route() {
    return match(current.path)
  },
  get query() {
    return new URLSearchParams(current.search)
  },
}

export function go(to: string, { replace = false } = {}) {
  const url = new URL(to, location.origin)
  const elsewhere = url.pathname !== location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  current = read()
  if (elsewhere) scrollTo(0, 0)
}

/** Change single parameters of the address; an empty value takes one away. */
export function ask(changes: Record<string, string>) {
  const query = place.query
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  const text = query.toString()
  go(place.path + (text ? `?${text}` : ''), { replace: true })
}

/** Follow plain clicks on our own links; everything else is the browser's. */
export function follow(event: MouseEvent) {
  if (event.defaultPrevented || event.button || modified(event)) return
  const link = (event.target as Element).closest('a')
  if (!link || link.target || link.hasAttribute('download')) return
  if (link.origin !== location.origin || match(link.pathname).page === 'missing') return
  if (link.hash && link.pathname === location.pathname) return
  event.preventDefault()
  go(link.pathname + link.search)
}

const modified = (event: MouseEvent) =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey

addEventListener('popstate', () => (current = read()))
