import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { typedKey } from '../stage/boundary'
import { Visit } from './visit.svelte'

const kept = new Map<string, string>()
let stream: Response

const ended = (reason: string) =>
  new Response(`event: end\ndata: {"reason":"${reason}"}\n\n`, {
    headers: { 'Content-Type': 'text/event-stream' },
  })

beforeEach(() => {
  vi.useFakeTimers()
  kept.clear()
  kept.set('madang.seat.ABC234', '{"seat":"s","token":"secret","nickname":"Bob"}')
  kept.set(typedKey('ABC234'), '{"a":{"round":1,"typed":{"text":"Half a sen"},"at":0}}')
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) =>
    method === 'DELETE'
      ? new Response(null, { status: 204 })
      : path === '/api/stream'
        ? stream
        : new Response('{}'),
  )
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function visit(): Promise<Visit> {
  const one = new Visit('ABC234', null)
  await vi.advanceTimersByTimeAsync(0)
  return one
}

test('who leaves or is removed leaves nothing behind for who comes next', async () => {
  const typed = kept.get(typedKey('ABC234'))!
  stream = new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })
  const left = await visit()
  expect([left.place, kept.has(typedKey('ABC234'))]).toEqual(['room', true])
  await left.leave()
  expect([left.place, kept.has(typedKey('ABC234'))]).toEqual(['left', false])

  kept.set('madang.seat.ABC234', '{"seat":"s","token":"secret","nickname":"Bob"}')
  kept.set(typedKey('ABC234'), typed)
  stream = ended('removed')
  expect((await visit()).place).toBe('removed')
  expect(kept.has(typedKey('ABC234'))).toBe(false)
})

test('who is back already stays, whenever the answer to their leaving comes', async () => {
  const answers: (() => void)[] = []
  const open = () =>
    new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })
  stream = ended('left')
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    if (path === '/api/stream') return stream
    if (path.startsWith('/api/join')) {
      return Response.json({ token: 'new', participant: { nickname: 'Bob' }, session: {} })
    }
    if (method !== 'DELETE') return Response.json({ phase: 'open' })
    return new Promise((resolve) =>
      answers.push(() => resolve(new Response(null, { status: 204 }))),
    )
  })
  const one = new Visit('ABC234', null)
  const leaving = one.leave()
  await vi.advanceTimersByTimeAsync(0)
  expect(one.place).toBe('left')
  await one.comeBack()
  stream = open()
  await one.join()
  answers[0]?.()
  await leaving
  expect([one.place, one.token]).toEqual(['room', 'new'])
})

test('who only loses their seat finds it again', async () => {
  stream = Response.json({}, { status: 401 })
  const one = await visit()
  expect([one.place, one.nickname]).toEqual(['entrance', 'Bob'])
  expect(kept.has(typedKey('ABC234'))).toBe(true)
})
