// A presenter's list of sessions: one query at a time, further pages as they are asked for.
import { apiPage } from '../../lib/api'
import type { Phase, Session } from '../../lib/types'
import { explain, signedOut } from '../server'

export interface Query {
  q?: string
  phase?: Phase | ''
  trash?: boolean
  /** Those of others instead of one's own. */
  shared?: boolean
}

const PAGE = 30

export class SessionList {
  sessions = $state.raw<Session[] | null>(null)
  problem = $state('')
  busy = $state(false)
  next = $state.raw<string | null>(null)
  #running: AbortController | null = null

  load({ q, phase, trash, shared }: Query) {
    const query = new URLSearchParams({ limit: String(PAGE) })
    if (q) query.set('q', q)
    if (phase) query.set('phase', phase)
    if (trash) query.set('trash', 'true')
    return this.#fetch(`/api/sessions${shared ? '/shared' : ''}?${query}`, [])
  }

  async more() {
    if (this.next && !this.busy) await this.#fetch(this.next, this.sessions ?? [])
  }

  take(session: Session) {
    this.sessions = this.sessions?.filter(({ id }) => id !== session.id) ?? null
  }

  change(session: Session) {
    this.sessions = this.sessions?.map((old) => (old.id === session.id ? session : old)) ?? null
  }

  /** Where it stood before: the list is ordered by when a session was made. */
  putBack(session: Session) {
    const others = (this.sessions ?? []).filter(({ id }) => id !== session.id)
    const at = others.findIndex((other) => other.created_at < session.created_at)
    const place = at < 0 ? others.length : at
    this.sessions = [...others.slice(0, place), session, ...others.slice(place)]
  }

  // A query that is typed on leaves the one before it behind.
  async #fetch(path: string, before: Session[]) {
    this.#running?.abort()
    const { signal } = (this.#running = new AbortController())
    this.busy = true
    this.problem = ''
    try {
      const { data, next } = await apiPage<Session[]>('GET', path, undefined, { signal })
      const known = new Set(before.map(({ id }) => id))
      this.sessions = [...before, ...data.filter(({ id }) => !known.has(id))]
      this.next = next
    } catch (error) {
      if (signal.aborted) return
      this.problem = explain(signedOut(error))
    }
    this.busy = false
  }
}
