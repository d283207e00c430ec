// Calls to the server as the console makes them: signed out anywhere leads to the sign-in page.
import { api, apiPage, ApiError, type Method } from '../lib/api'
import { account } from './account.svelte'
import { t } from './messages'
import { go, place } from './place.svelte'
import { signInPath } from './router'
import { complain } from './toasts.svelte'

export async function call<T = void>(method: Method, path: string, body?: unknown): Promise<T> {
  try {
    return await api<T>(method, path, body)
  } catch (error) {
    throw signedOut(error)
  }
}

/** A part of a list, and the address of the next one. */
export async function callPage<T>(path: string): Promise<{ data: T[]; next: string | null }> {
  try {
    return await apiPage<T[]>('GET', path)
  } catch (error) {
    throw signedOut(error)
  }
}

/** A 401 means that this device was signed out: come back here after signing in again. */
export function signedOut(error: unknown): unknown {
  if (error instanceof ApiError && error.status === 401 && account.user) {
    account.forget()
    go(signInPath(place.path), { replace: true })
  }
  return error
}

export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) throw error
  if (!error.status) return t().problem.title
  if (error.status === 429) return t().problem.busy(error.retryAfter ?? 10)
  return error.detail || t().problem.failed
}

/** For what a button does: true when it worked, and a note when it did not, with what that means. */
export async function attempt(work: () => Promise<unknown>, means = ''): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    complain(`${explain(error)} ${means}`.trimEnd())
    return false
  }
}
