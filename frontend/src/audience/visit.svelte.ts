import { api, ApiError } from '../lib/api'
import { Live } from '../lib/live.svelte'
import type { EndReason } from '../lib/stream'
import type { Joined, Phase, PublicSession } from '../lib/types'
import { forget } from '../lib/storage'
import { typedKey } from '../stage/boundary'
import { loadSeat, saveSeat, type Seat } from './seats'

export type Place = 'entrance' | 'room' | 'removed' | 'deleted' | 'left'

/** One phone and one session: from the entrance into the room and out again. */
export class Visit {
  readonly code: string
  place = $state.raw<Place>('entrance')
  live = $state.raw<Live | null>(null)
  problem = $state.raw<ApiError | null>(null)
  busy = $state.raw(false)
  nickname = $state.raw('')
  passcode = $state.raw('')
  /** The phone has waited for the session to open: then it may go in without another tap. */
  waited = $state.raw(false)
  /** Who this phone is in the room. */
  name = $state.raw('')
  #given = $state.raw<PublicSession | null>(null)
  #seat: Seat

  constructor(code: string, session: PublicSession | null) {
    this.code = code
    this.#given = session
    this.#seat = loadSeat(code)
    this.nickname = this.#seat.nickname
    if (this.#seat.token) this.#enter(this.#seat.token, this.#seat.nickname)
    else if (session) this.#stayAtEntrance()
  }

  /** As the stream says, or else as the last answer said. */
  get session(): PublicSession | null {
    return this.live?.row<PublicSession>('session', 's') ?? this.#given
  }

  get token(): string {
    return this.#seat.token ?? ''
  }

  get asksName(): boolean {
    return !this.session?.anonymous
  }

  /** All is there that joining asks for. */
  get complete(): boolean {
    const named = !this.asksName || this.nickname.trim() !== ''
    return named && (!this.session?.passcode_required || this.passcode !== '')
  }

  async join(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const joined = await api<Joined>('POST', `/api/join/${this.code}`, {
        seat: this.#seat.seat,
        ...(this.asksName ? { nickname: this.nickname.trim() } : {}),
        ...(this.session?.passcode_required ? { passcode: this.passcode } : {}),
      })
      this.#given = joined.session
      this.passcode = ''
      this.waited = false
      this.#enter(joined.token, joined.participant.nickname)
    } catch (failure) {
      this.#refused(failure)
    } finally {
      this.busy = false
    }
  }

  /** Asks the stream again whether this phone is still known. */
  ask(): void {
    if (this.#seat.token) this.#enter(this.#seat.token, this.name)
  }

  async leave(): Promise<void> {
    const { token } = this.#seat
    try {
      await api('DELETE', '/api/participants/me', undefined, { token })
    } catch (failure) {
      // A token that is not valid any more has left already.
      if (!(failure instanceof ApiError && failure.status === 401)) throw failure
    }
    // The stream may have told it before, and whoever it is may be back by now.
    if (this.#seat.token === token) this.#out('left')
  }

  /** Back to the entrance, after leaving. */
  async comeBack(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      this.#given = await api<PublicSession>('GET', `/api/sessions/code/${this.code}`)
      this.place = 'entrance'
      this.#stayAtEntrance()
    } catch (failure) {
      this.#refused(failure)
    } finally {
      this.busy = false
    }
  }

  /** Listens there where something is to be waited for. */
  #stayAtEntrance(): void {
    const session = this.session
    if (!session || (session.phase === 'open' && !session.locked)) return
    if (session.phase !== 'open') this.waited = true
    this.live ??= new Live(`/api/stream?code=${this.code}`, null, (reason) => this.#ended(reason))
  }

  #enter(token: string, name: string): void {
    this.#seat = { ...this.#seat, token, nickname: name }
    saveSeat(this.code, this.#seat)
    this.live?.close()
    this.name = name
    this.place = 'room'
    this.live = new Live('/api/stream', token, (reason) => this.#ended(reason))
  }

  #ended(reason: EndReason): void {
    if (this.place === 'entrance') return this.#out('deleted')
    if (reason === 'removed' || reason === 'deleted' || reason === 'left') return this.#out(reason)
    this.#loseSeat()
  }

  #out(place: Place): void {
    this.#given = this.session
    this.live?.close()
    this.live = null
    this.#seat.token = null
    saveSeat(this.code, this.#seat)
    // Whoever comes next with this phone is somebody else.
    if (place !== 'entrance') forget(typedKey(this.code))
    this.place = place
  }

  /** The token is not valid any more: whoever was in joins again, under the name that they had. */
  #loseSeat(): void {
    this.#out('entrance')
    this.nickname = this.#seat.nickname
    if (this.session) this.#stayAtEntrance()
    else void this.comeBack()
  }

  #refused(failure: unknown): void {
    if (!(failure instanceof ApiError)) throw failure
    const phase = /^session_(upcoming|paused|ended)$/.exec(failure.code)?.[1] as Phase | undefined
    if (failure.status === 404) return this.#out('deleted')
    if (failure.code === 'removed') return this.#out('removed')
    if (phase || failure.code === 'session_locked') {
      // What the page knew was old. From now on it listens.
      this.#given = this.session && {
        ...this.session,
        ...(phase ? { phase, is_active: false } : { locked: true }),
      }
      this.live?.close()
      this.live = null
      return this.#stayAtEntrance()
    }
    if (failure.code.startsWith('passcode') && this.#given) {
      this.#given = { ...this.#given, passcode_required: true }
    }
    this.problem = failure
  }
}
