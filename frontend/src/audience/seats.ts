// A phone's seat in each session: who it is there, so that a reload, a sleep or the code typed again leads back.

import { newId } from '../lib/ids'
import { loadJson, saveJson } from '../lib/storage'

export interface Seat {
  /** Made once by this phone: joining with it again is the same participant. */
  readonly seat: string
  /** The participant's token, while in the room. */
  token: string | null
  nickname: string
}

const key = (code: string) => `madang.seat.${code}`

export function loadSeat(code: string): Seat {
  const kept = loadJson<Seat>(key(code))
  const seat = typeof kept?.seat === 'string' ? kept.seat : newId()
  const token = typeof kept?.token === 'string' ? kept.token : null
  return { seat, token, nickname: typeof kept?.nickname === 'string' ? kept.nickname : '' }
}

export const saveSeat = (code: string, seat: Seat): void => saveJson(key(code), seat)
