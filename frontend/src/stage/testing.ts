// A phone in front of a server that says what a test wants it to say.

import { afterEach, beforeEach, vi } from 'vitest'
import type { Row } from '../lib/rows'
import type { Activity } from '../kinds/types'
import { Phone } from './phone.svelte'

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
interface Asked {
  method: string
  path: string
  body: any
  token: string | null
}

const YES = ({ path }: Asked): Answer => ({
  status: 200,
  body: path.endsWith('/activities') ? { activities: {} } : {},
})

export const hall = {
  asked: [] as Asked[],
  /** What the server says next; without it, yes. */
  server: YES as (asked: Asked) => Answer | 'away' | Promise<Answer | 'away'>,
  kept: new Map<string, string>(),
  unauthorized: 0,
  reached: null as boolean | null,
  phones: [] as Phone[],
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  Object.assign(hall, {
    asked: [],
    server: YES,
    kept: new Map(),
    unauthorized: 0,
    reached: null,
    phones: [],
  })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => hall.kept.get(key) ?? null,
    setItem: (key: string, value: string) => void hall.kept.set(key, value),
    removeItem: (key: string) => void hall.kept.delete(key),
    key: (at: number) => [...hall.kept.keys()][at] ?? null,
    get length() {
      return hall.kept.size
    },
  })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const one: Asked = {
      method: init.method!,
      path,
      body: init.body ? JSON.parse(init.body as string) : undefined,
      token: headers.get('Authorization'),
    }
    hall.asked.push(one)
    const answer = await hall.server(one)
    if (answer === 'away') throw new TypeError('network')
    const { status, body, headers: more } = answer
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), {
      status,
      headers: more ?? {},
    })
  })
})

afterEach(() => {
  for (const phone of hall.phones) phone.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

export const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
export const sent = () =>
  hall.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)
export const timesAsked = () => hall.asked.filter(({ method }) => method === 'GET').length

export const activity = (fields: object = {}): Row => ({
  kind: 'activity',
  id: 'a',
  rev: 1,
  type: 'choice',
  title: 'What now?',
  state: 'open',
  round: 1,
  asked_at: 'noon',
  ...fields,
})
export const rows = (...all: Row[]) =>
  new Map(
    [...all, { kind: 'stage', id: 's', rev: 1, activity: 'a' }].map((row) => [
      `${row.kind}/${row.id}`,
      row as Row,
    ]),
  )

export function see(phone: Phone, connected = true, ...all: Row[]): void {
  phone.show({
    rows: rows(...(all.length ? all : [activity()])),
    clock: 0,
    connected,
    open: true,
    language: 'en',
  })
}

export function phoneOf(): Phone {
  const place = {
    code: 'ABC234',
    token: 'secret',
    unauthorized: () => void hall.unauthorized++,
    reached: (answered: boolean) => void (hall.reached = answered),
  }
  const phone = new Phone(place)
  hall.phones.push(phone)
  return phone
}

export async function present(connected = true): Promise<Phone> {
  const phone = phoneOf()
  see(phone, connected)
  await pass()
  return phone
}

export const shown = (phone: Phone): Activity => phone.onShow.stage!.activity
export const desk = (phone: Phone) => phone.deskOf(shown(phone))
export const answers = (phone: Phone) => phone.mineOf(shown(phone))?.answers
