// Which page an address names. Pure, so that it can be tested without a browser.

export type Route =
  | { page: 'home' }
  | { page: 'signIn' }
  | { page: 'signUp' }
  | { page: 'reset'; token: string }
  | { page: 'invitation'; token: string }
  | { page: 'session'; id: string }
  | { page: 'poster'; id: string }
  | { page: 'account' }
  | { page: 'missing' }

export function match(path: string): Route {
  const parts = path.split('/').filter(Boolean).map(decoded)
  const [first, second, third] = parts
  if (parts.length === 0) return { page: 'home' }
  if (parts.length === 1 && first === 'sign-in') return { page: 'signIn' }
  if (parts.length === 1 && first === 'sign-up') return { page: 'signUp' }
  if (parts.length === 1 && first === 'account') return { page: 'account' }
  if (parts.length === 2 && first === 'reset' && second) return { page: 'reset', token: second }
  if (parts.length === 2 && first === 'invite' && second) {
    return { page: 'invitation', token: second }
  }
  if (parts.length === 2 && first === 'sessions' && second) return { page: 'session', id: second }
  if (parts.length === 3 && first === 'sessions' && second && third === 'poster') {
    return { page: 'poster', id: second }
  }
  return { page: 'missing' }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Where to go after signing in: a path of ours that this app shows, or the list. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return '/'
  const own = new URL('http://own.invalid')
  const url = new URL(next, own)
  if (url.origin !== own.origin) return '/'
  const { page } = match(url.pathname)
  const outside = page === 'missing' || page === 'signIn' || page === 'signUp' || page === 'reset'
  return outside ? '/' : url.pathname + url.search
}

export const signInPath = (next: string | null) => leadingTo('/sign-in', next)
export const signUpPath = (next: string | null) => leadingTo('/sign-up', next)

function leadingTo(page: string, next: string | null): string {
  const then = safeNext(next)
  return then === '/' ? page : `${page}?next=${encodeURIComponent(then)}`
}
