import { applyRows, rowKey, type Row, type Rows } from './rows'
import { openStream, type EndReason, type Presence, type Stream, type StreamState } from './stream'

/**
 * A session seen live: `const live = new Live('/api/stream?session=…')`, read its fields in a component, and
 * `live.close()` when the component goes.
 */
export class Live {
  state = $state.raw<StreamState>('connecting')
  /** Why the stream ended for good. */
  reason = $state.raw<EndReason | null>(null)
  /** By `kind/id`; a new map for every change. */
  rows = $state.raw<Rows>(new Map())
  /** Whether the rows are there: until then nothing is known, after that an absence means something. */
  ready = $state.raw(false)
  online = $state.raw<number | null>(null)
  /** The server's time is `performance.now() + clock`, which no change of the phone's own clock disturbs. */
  clock = $state.raw(Date.now() - performance.now())
  /** The last request was not answered, and nothing has come since then. */
  doubted = $state.raw(false)
  readonly #stream: Stream

  constructor(url: string, token?: string | null, onEnd?: (reason: EndReason) => void) {
    this.#stream = openStream({
      url,
      token: token ?? null,
      onRows: (rows, reset) => {
        this.rows = applyRows(this.rows, rows, reset)
        this.ready = true
        this.doubted = false
      },
      onPresence: (presence) => this.presence(presence),
      onState: (state, reason) => {
        this.state = state
        this.reason = reason
        if (state === 'live') this.doubted = false
        if (reason) onEnd?.(reason)
      },
    })
  }

  row<T>(kind: string, id: string): (Row & T) | undefined {
    return this.rows.get(rowKey(kind, id)) as (Row & T) | undefined
  }

  all<T>(kind: string): (Row & T)[] {
    return [...this.rows.values()].filter((row) => row.kind === kind) as (Row & T)[]
  }

  /** Whether a request was answered. */
  reached(answered: boolean): void {
    this.doubted = !answered
  }

  close(): void {
    this.#stream.close()
  }

  protected presence({ now, online }: Presence): void {
    this.doubted = false
    if (now) {
      // What arrives late tells too early a time: of one connection the latest time counts.
      const clock = now - performance.now()
      this.clock = online === undefined ? Math.max(this.clock, clock) : clock
    }
    if (online !== undefined) this.online = online
  }
}
