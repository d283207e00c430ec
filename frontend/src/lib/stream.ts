// The one stream client. It reads `/api/stream` with fetch, so that the token and the last id travel in headers, and
// trusts nothing but what arrives: a dead network, a sleeping phone and a restarted server all end in a new request.

import { EventParser, type ServerEvent } from './sse'
import type { Row } from './rows'

export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'ended'
export type EndReason = 'removed' | 'deleted' | 'revoked' | 'left' | 'role' | 'unauthorized'

export interface Presence {
  /** The server's time in milliseconds: when the stream begins, and with each heartbeat, which says nothing else. */
  now?: number
  online?: number
  here?: string[]
  came?: string[]
  went?: string[]
}

export interface StreamOptions {
  /** For example `/api/stream?code=ABC234`. */
  url: string
  token?: string | null
  onRows(rows: Row[], reset: boolean): void
  onPresence?(presence: Presence): void
  onState?(state: StreamState, reason: EndReason | null): void
}

export interface Stream {
  close(): void
}

const SILENCE = 25_000
const LONGEST_WAIT = 30_000
/** A stream that lived this long was a good one: what comes next is no repeated failure. */
const GOOD_LIFE = 10_000
const FINAL: readonly string[] = ['removed', 'deleted', 'revoked', 'left', 'role']

export function openStream(options: StreamOptions): Stream {
  let state: StreamState = 'connecting'
  let request: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let lastId = ''
  let failures = 0
  let base = 1000

  function move(next: StreamState, reason: EndReason | null = null): void {
    if (state === next || state === 'ended') return
    state = next
    options.onState?.(next, reason)
  }

  /** Lets go of the request; the rows and the last id stay. */
  function stop(): void {
    clearTimeout(timer)
    clearTimeout(silence)
    request?.abort()
    request = null
    if (state === 'live') move('reconnecting')
  }

  function again(after: number): void {
    stop()
    if (state === 'ended' || hidden()) return
    timer = setTimeout(() => void run(), after)
  }

  function failed(): void {
    // Equal jitter: at least half of the wait, so that a hall does not come back in one wave.
    const wait = Math.min(LONGEST_WAIT, base * 2 ** failures++)
    again(wait * (0.5 + Math.random() / 2))
  }

  function end(reason: EndReason): void {
    stop()
    move('ended', reason)
    unlisten()
  }

  function listen(): void {
    clearTimeout(silence)
    silence = setTimeout(failed, SILENCE)
  }

  async function run(): Promise<void> {
    const mine = new AbortController()
    request?.abort()
    request = mine
    listen()
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (options.token) headers.Authorization = `Bearer ${options.token}`
    if (lastId) headers['Last-Event-ID'] = lastId
    const started = Date.now()
    try {
      const response = await fetch(options.url, {
        headers,
        signal: mine.signal,
        cache: 'no-store',
      })
      if (request !== mine) return
      if (!isStream(response)) return refused(response)
      move('live')
      await read(response, mine)
    } catch {
      // The network's failure: told below by the request that is still ours.
    }
    if (request !== mine) return
    if (Date.now() - started > GOOD_LIFE) failures = 0
    failed()
  }

  async function read(response: Response, mine: AbortController): Promise<void> {
    const reader = response.body!.getReader()
    const decoder = new TextDecoder()
    const parser = new EventParser()
    for (;;) {
      const { done, value } = await reader.read()
      if (done || request !== mine) return
      listen()
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        take(event)
        if (request !== mine) return
      }
    }
  }

  function take(event: ServerEvent): void {
    if (event.retry !== null) base = Math.max(250, event.retry)
    if (event.event === 'message' && event.data) {
      const { reset, rows } = JSON.parse(event.data) as { reset?: boolean; rows?: Row[] }
      options.onRows(rows ?? [], reset ?? false)
      if (event.id !== null) lastId = event.id
    } else if (event.event === 'presence' || event.event === 'ping') {
      options.onPresence?.(JSON.parse(event.data) as Presence)
    } else if (event.event === 'end') {
      const { reason } = JSON.parse(event.data) as { reason: string }
      if (FINAL.includes(reason)) return end(reason as EndReason)
      failures = 0
      again((event.retry ?? base) * (1 + Math.random() / 2))
    }
  }

  function refused(response: Response): void {
    // Only our own server's answer is final: a proxy or a hotel's sign-in page answers otherwise.
    const ours = response.headers.get('Content-Type')?.startsWith('application/json') ?? false
    if (ours && response.status === 401) return end('unauthorized')
    if (ours && response.status === 404) return end('deleted')
    const after = Number(response.headers.get('Retry-After'))
    if (!(after > 0)) return failed()
    failures++
    again(after * 1000 * (1 + Math.random() / 2))
  }

  function wake(): void {
    if (state === 'ended' || hidden()) return
    failures = 0
    again(Math.random() * 400)
  }

  const sleep = () => (hidden() ? stop() : wake())
  const target = globalThis.document as Document | undefined
  const view = globalThis.window as Window | undefined

  function unlisten(): void {
    target?.removeEventListener('visibilitychange', sleep)
    view?.removeEventListener('pagehide', stop)
    view?.removeEventListener('pageshow', shown)
    view?.removeEventListener('online', wake)
    view?.removeEventListener('offline', failed)
  }

  /** A page that comes out of the back-forward cache; the first showing of a page opens nothing twice. */
  function shown(event: PageTransitionEvent): void {
    if (event.persisted) wake()
  }

  target?.addEventListener('visibilitychange', sleep)
  view?.addEventListener('pagehide', stop)
  view?.addEventListener('pageshow', shown)
  view?.addEventListener('online', wake)
  // A stream that was open when the network went stays open and silent.
  view?.addEventListener('offline', failed)
  if (!hidden()) void run()

  return {
    close() {
      stop()
      state = 'ended'
      unlisten()
    },
  }
}

const hidden = () => globalThis.document?.visibilityState === 'hidden'

const isStream = (response: Response) =>
  response.ok && (response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')
