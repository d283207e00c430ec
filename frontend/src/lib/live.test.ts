import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Live } from './live.svelte'
import { LivePeople } from './live-people.svelte'

let body: ReadableStreamDefaultController<Uint8Array>
let live: Live

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void (body = controller),
    })
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } })
  })
})

afterEach(() => {
  live.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function say(event: string, data: object): Promise<void> {
  body.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
  await vi.advanceTimersByTimeAsync(0)
}

async function open<Kind extends Live>(kind: Kind): Promise<Kind> {
  live = kind
  await vi.advanceTimersByTimeAsync(0)
  return kind
}

const time = () => Math.round(performance.now() + live.clock)

test("the server's time goes on by the page's own clock", async () => {
  await open(new Live('/api/stream'))
  await say('presence', { now: 1_000_000, online: 3 })
  expect(time()).toBe(1_000_000)
  await vi.advanceTimersByTimeAsync(5000)
  expect(time()).toBe(1_005_000)
  expect(live.online).toBe(3)
})

test('a heartbeat that comes late turns no time back, one that comes sooner sets it right', async () => {
  await open(new Live('/api/stream'))
  await say('presence', { now: 1_000_000, online: 1 })
  await say('ping', { now: 999_000 })
  expect(time()).toBe(1_000_000)
  await say('ping', { now: 1_000_400 })
  expect(time()).toBe(1_000_400)
  await say('presence', { online: 2 })
  expect(time()).toBe(1_000_400)
  expect(live.online).toBe(2)
})

test('a new connection starts the time anew', async () => {
  await open(new Live('/api/stream'))
  await say('presence', { now: 1_000_000, online: 1 })
  await say('presence', { now: 900_000, online: 1 })
  expect(time()).toBe(900_000)
})

test('a presenter hears who is here, who came and who went', async () => {
  const people = await open(new LivePeople('/api/stream?session=s'))
  await say('presence', { now: 1, online: 2, here: ['a', 'b'] })
  await say('presence', { online: 2, came: ['c'], went: ['a'] })
  expect([...people.here]).toEqual(['b', 'c'])
  await say('ping', { now: 2 })
  expect([...people.here]).toEqual(['b', 'c'])
})

test('what a request that was not answered says, the next that is answered takes back', async () => {
  await open(new Live('/api/stream'))
  live.reached(false)
  expect(live.doubted).toBe(true)
  live.reached(true)
  expect(live.doubted).toBe(false)
  live.reached(false)
  await say('ping', { now: 1_000_000 })
  expect(live.doubted).toBe(false)
})
