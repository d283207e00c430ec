import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStream, type EndReason, type Stream, type StreamState } from './stream'
import type { Row } from './rows'

/** A server that the test plays: it sees each request, and writes into its answer or breaks it. */
class Line {
  readonly headers: Headers
  readonly signal: AbortSignal
  #answer!: (response: Response) => void
  #fail!: (failure: Error) => void
  #body!: ReadableStreamDefaultController<Uint8Array>
  readonly response: Promise<Response>

  constructor(init: RequestInit) {
    this.headers = new Headers(init.headers)
    this.signal = init.signal as AbortSignal
    this.response = new Promise((resolve, reject) => {
      this.#answer = resolve
      this.#fail = reject
    })
    this.signal.addEventListener('abort', () => {
      this.#fail(new DOMException('', 'AbortError'))
      try {
        this.#body.error(new DOMException('', 'AbortError'))
      } catch {
        // It had ended before, or never began.
      }
    })
  }

  open(): void {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => (this.#body = controller),
    })
    this.#answer(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }))
  }

  refuse(status: number, headers: Record<string, string> = {}): void {
    const json = { 'Content-Type': 'application/json', ...headers }
    this.#answer(new Response('{}', { status, headers: json }))
  }

  fail = () => this.#fail(new TypeError('network'))
  write = (text: string) => this.#body.enqueue(new TextEncoder().encode(text))
  drop = () => this.#body.close()
}

let lines: Line[]
let page: EventTarget & { visibilityState: string }
let view: EventTarget
let stream: Stream
let rows: [Row[], boolean][]
let states: [StreamState, EndReason | null][]

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  lines = []
  rows = []
  states = []
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  view = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', view)
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    const line = new Line(init)
    lines.push(line)
    return line.response
  })
  stream = openStream({
    url: '/api/stream',
    token: 'secret',
    onRows: (news, reset) => rows.push([news, reset]),
    onState: (state, reason) => states.push([state, reason]),
  })
})

afterEach(() => {
  stream.close()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const last = () => lines.at(-1)!

async function live(): Promise<void> {
  last().open()
  await pass()
}

async function show(visibility: 'visible' | 'hidden'): Promise<void> {
  page.visibilityState = visibility
  page.dispatchEvent(new Event('visibilitychange'))
  await pass(500)
}

test('rows arrive, and the token travels in a header', async () => {
  await live()
  last().write('id: 4\ndata: {"reset":true,"rows":[{"kind":"session","id":"s","rev":4}]}\n\n')
  await pass()
  expect(last().headers.get('Authorization')).toBe('Bearer secret')
  expect(last().headers.get('Last-Event-ID')).toBeNull()
  expect(rows).toEqual([[[{ kind: 'session', id: 's', rev: 4 }], true]])
  expect(states).toEqual([['live', null]])
})

test('after a break it comes back with the last id, waiting longer each time', async () => {
  await live()
  last().write('id: 4\ndata: {"rows":[]}\n\ndata: {"rows":[]}\n\n')
  await pass()
  last().drop()
  await pass(749)
  expect(lines).toHaveLength(1)
  await pass(1)
  expect(lines).toHaveLength(2)
  expect(last().headers.get('Last-Event-ID')).toBe('4')
  last().fail()
  await pass(1499)
  expect(lines).toHaveLength(2)
  await pass(1)
  await live()
  expect(lines).toHaveLength(3)
  expect(states.map(([state]) => state)).toEqual(['live', 'reconnecting', 'live'])
})

test('a snapshot that broke off is asked for again from where it began', async () => {
  await live()
  last().write('data: {"reset":true,"rows":[]}\n\n')
  await pass()
  last().drop()
  await pass(750)
  expect(last().headers.get('Last-Event-ID')).toBeNull()
})

test('25 seconds of silence are a dead network, a ping is not', async () => {
  await live()
  await pass(20_000)
  last().write('event: ping\ndata: {}\n\n')
  await pass(24_000)
  expect(lines).toHaveLength(1)
  await pass(2_000)
  expect(lines[0]!.signal.aborted).toBe(true)
  expect(lines).toHaveLength(2)
})

test('a request that is never answered is given up too', async () => {
  await pass(26_000)
  expect(lines).toHaveLength(2)
})

test('a hidden page lets go of its stream and takes it up when it is seen', async () => {
  await live()
  await show('hidden')
  expect(last().signal.aborted).toBe(true)
  await pass(600_000)
  expect(lines).toHaveLength(1)
  await show('visible')
  expect(lines).toHaveLength(2)
})

test('a page from the back-forward cache opens a new stream', async () => {
  await live()
  view.dispatchEvent(new Event('pagehide'))
  expect(last().signal.aborted).toBe(true)
  view.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  await pass(500)
  expect(lines).toHaveLength(2)
})

test('when the network is back it does not wait', async () => {
  last().fail()
  await pass(800)
  last().fail()
  await pass()
  view.dispatchEvent(new Event('online'))
  await pass(300)
  expect(lines).toHaveLength(3)
})

test('when the network goes it does not wait for the silence', async () => {
  await live()
  view.dispatchEvent(new Event('offline'))
  expect(states.at(-1)).toEqual(['reconnecting', null])
  view.dispatchEvent(new Event('online'))
  await pass(300)
  await live()
  expect(states.at(-1)).toEqual(['live', null])
})

test.each(['removed', 'deleted', 'revoked', 'left', 'role'] as const)(
  '%s is final',
  async (reason) => {
    await live()
    last().write(`event: end\ndata: {"reason":"${reason}"}\n\n`)
    await pass(120_000)
    await show('visible')
    expect(lines).toHaveLength(1)
    expect(states.at(-1)).toEqual(['ended', reason])
  },
)

test('a server that goes says when to come back', async () => {
  await live()
  last().write('event: end\ndata: {"reason":"shutdown"}\nretry: 4000\n\n')
  await pass(4_999)
  expect(lines).toHaveLength(1)
  await pass(1)
  expect(lines).toHaveLength(2)
})

test.each([
  [401, 'unauthorized'],
  [404, 'deleted'],
] as const)('%i is final', async (status, reason) => {
  last().refuse(status)
  await pass(120_000)
  expect(lines).toHaveLength(1)
  expect(states).toEqual([['ended', reason]])
})

test("a proxy's own 404 is not", async () => {
  last().refuse(404, { 'Content-Type': 'text/html' })
  await pass(1_000)
  expect(lines).toHaveLength(2)
})

test.each([429, 503])('%i waits as long as it is told', async (status) => {
  last().refuse(status, { 'Retry-After': '8' })
  await pass(9_999)
  expect(lines).toHaveLength(1)
  await pass(1)
  expect(lines).toHaveLength(2)
})

test('a closed one stays closed', async () => {
  await live()
  stream.close()
  await show('hidden')
  await show('visible')
  expect(last().signal.aborted).toBe(true)
  expect(lines).toHaveLength(1)
})
