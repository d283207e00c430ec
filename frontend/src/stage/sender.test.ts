import { expect, test, vi } from 'vitest'
import { activity, answers, desk, hall, pass, present, see, sent, type Answer } from './testing'

test('an answer goes with its round, and is in', async () => {
  const phone = await present()
  const arrived = desk(phone).respond({ options: ['b'] })
  expect(desk(phone).sending).toBe('sending')
  expect(await arrived).toBe(true)
  expect(hall.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: '/api/activities/a/response',
    body: { answer: { options: ['b'] }, round: 1 },
    token: 'Bearer secret',
  })
  expect(desk(phone).sending).toBe('sent')
  expect(answers(phone)).toEqual({ '': { options: ['b'] } })
})

test('a retry is nobody’s news: what waits goes on waiting', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).respond(1)
  let back = (_: Answer) => {}
  hall.server = () => new Promise((resolve) => (back = resolve))
  hall.asked = []
  await pass(1000)
  expect(sent()).toEqual([{ answer: 1, round: 1 }])
  expect(desk(phone).sending).toBe('waiting')
  back({ status: 200 })
  await pass()
  expect(desk(phone).sending).toBe('sent')
})

test('an answer of a kind with slots says which', async () => {
  const phone = await present()
  await desk(phone).respond({ text: 'Vega' }, 'q2')
  expect(sent()).toEqual([{ answer: { text: 'Vega' }, round: 1, slot: 'q2' }])
  expect(answers(phone)).toEqual({ q2: { text: 'Vega' } })
})

test('without a network it waits, survives a reload, and goes once', async () => {
  const phone = await present()
  hall.server = () => 'away'
  expect(await desk(phone).respond(1)).toBe(true)
  expect(desk(phone).sending).toBe('waiting')
  expect(hall.reached).toBe(false)
  expect(answers(phone)).toEqual({})
  phone.close()

  hall.asked = []
  hall.server = ({ path }) => ({
    status: 200,
    body: path.endsWith('/activities') ? { activities: {} } : {},
  })
  const again = await present()
  await pass(60_000)
  expect(sent()).toEqual([{ answer: 1, round: 1 }])
  expect(hall.reached).toBe(true)
  expect(answers(again)).toEqual({ '': 1 })
  expect(desk(again).sending).toBe('sent')
  again.close()
  hall.asked = []
  await present()
  expect(sent()).toEqual([])
})

test('it tries again by itself, less and less often, and at once when the stream is back', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).respond(1)
  await pass(499)
  expect(sent()).toHaveLength(1)
  await pass(1)
  expect(sent()).toHaveLength(2)
  await pass(1000)
  expect(sent()).toHaveLength(3)
  hall.server = () => ({ status: 200 })
  see(phone, false)
  see(phone, true)
  await pass()
  expect(sent()).toHaveLength(4)
  expect(desk(phone).sending).toBe('sent')
})

test('of several that wait for the same question the newest goes', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).respond(1)
  await desk(phone).respond(2)
  hall.asked = []
  hall.server = () => ({ status: 200 })
  await pass(5000)
  expect(sent()).toEqual([{ answer: 2, round: 1 }])
})

test('one that was changed on its way goes again, as it is now', async () => {
  const phone = await present()
  let arrive!: (answer: Answer) => void
  hall.server = () => new Promise<Answer>((resolve) => (arrive = resolve))
  const first = desk(phone).respond(1)
  await pass()
  hall.server = () => ({ status: 200 })
  const second = desk(phone).respond(2)
  arrive({ status: 200 })
  expect(await first).toBe(true)
  expect(await second).toBe(true)
  await pass()
  expect(sent().map((body) => body.answer)).toEqual([1, 2])
  expect(answers(phone)).toEqual({ '': 2 })
})

test.each([429, 503])(
  '%i waits as long as the server says, whatever happens meanwhile',
  async (status) => {
    const phone = await present()
    hall.server = () => ({ status, headers: { 'Retry-After': '8' } })
    await desk(phone).respond(1)
    expect(desk(phone).sending).toBe('waiting')
    await pass(4000)
    see(phone, false)
    see(phone, true)
    hall.server = () => ({ status: 200 })
    await pass(3999)
    expect(sent()).toHaveLength(1)
    await pass(1)
    expect(sent()).toHaveLength(2)
    expect(desk(phone).sending).toBe('sent')
  },
)

test('a request that is never answered is given up', async () => {
  const phone = await present()
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    hall.asked.push({ method: 'POST', path: '', body: 1, token: null })
    return new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error())))
  })
  void desk(phone).respond(1)
  await pass(15_000)
  expect(desk(phone).sending).toBe('waiting')
  await pass(1000)
  expect(sent()).toHaveLength(2)
})

test.each([404, 409, 422])('%i drops it and says why', async (status) => {
  const phone = await present()
  hall.server = () => ({ status, body: { detail: 'It has closed.', code: 'activity_closed' } })
  expect(await desk(phone).respond(1)).toBe(false)
  expect(desk(phone).sending).toBe('refused')
  expect(desk(phone).problem).toBe('It has closed.')
  await pass(60_000)
  expect(sent()).toHaveLength(1)
})

test('a token that is not known any more keeps the answer for when the seat is back', async () => {
  const phone = await present()
  hall.server = () => ({ status: 401, body: { detail: 'Join first.' } })
  await desk(phone).respond(1)
  expect(hall.unauthorized).toBe(1)
  phone.close()
  hall.asked = []
  hall.server = () => ({ status: 200, body: { activities: {} } })
  await present()
  await pass()
  expect(sent()).toEqual([{ answer: 1, round: 1 }])
})

test('an answer that is there, but whose receipt was lost, is in', async () => {
  const phone = await present()
  hall.server = ({ method }) =>
    method === 'GET'
      ? {
          status: 200,
          body: { activities: { a: { round: 1, answers: { '': { y: [1], x: 2 } } } } },
        }
      : { status: 409, body: { detail: 'It has closed.', code: 'activity_closed' } }
  expect(await desk(phone).respond({ x: 2, y: [1] })).toBe(true)
  expect(desk(phone).sending).toBe('sent')
  expect(desk(phone).problem).toBe('')
})

test.each(['session_paused', 'session_upcoming'])(
  '%s keeps the answer until it is over',
  async (code) => {
    const phone = await present()
    const seen = (phase: string) =>
      see(phone, true, activity(), { kind: 'session', id: 's', rev: 1, phase })
    seen('paused')
    hall.server = () => ({ status: 409, body: { detail: 'A moment, please.', code } })
    expect(await desk(phone).respond(1)).toBe(true)
    expect(desk(phone).sending).toBe('waiting')
    expect(desk(phone).problem).toBe('A moment, please.')
    await pass(600_000)
    expect(sent()).toHaveLength(1)
    hall.server = () => ({ status: 200 })
    seen('open')
    await pass()
    expect(sent()).toHaveLength(2)
    expect(desk(phone).sending).toBe('sent')
  },
)

test('an answer that the server cannot take does not keep back the others', async () => {
  const phone = await present()
  hall.server = ({ path }) =>
    path.includes('/a/') ? { status: 500, body: { detail: 'It broke.' } } : { status: 200 }
  await desk(phone).respond(1)
  expect(desk(phone).sending).toBe('waiting')
  expect(desk(phone).problem).toBe('It broke.')
  see(phone, true, activity(), activity({ id: 'b' }))
  const other = phone.deskOf(phone.activity('b')!)
  expect(await other.respond(2)).toBe(true)
  expect(other.sending).toBe('sent')
  hall.server = () => ({ status: 200 })
  await pass(5000)
  expect(desk(phone).sending).toBe('sent')
})
