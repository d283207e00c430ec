import { expect, test } from 'vitest'
import { activity, answers, desk, hall, pass, present, rows, sent, type Answer } from './testing'

test('everything else goes once, and says what went wrong', async () => {
  const phone = await present()
  hall.server = () => ({ status: 204 })
  expect(await desk(phone).call('DELETE', '/posts/p')).toBeNull()
  expect(hall.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/activities/a/posts/p' })
  hall.server = () => ({ status: 429, body: { detail: 'Too fast.' } })
  expect(await desk(phone).call('POST', '/posts', { text: 'Hello' })).toBeUndefined()
  expect(desk(phone).problem).toBe('Too fast.')
  hall.server = () => ({ status: 201, body: { id: 'p' } })
  expect(await desk(phone).call('POST', '/posts', { text: 'Hello' })).toEqual({ id: 'p' })
  expect(desk(phone).problem).toBe('')
})

test('what came too fast is told with the seconds to wait', async () => {
  const phone = await present()
  const headers = { 'Retry-After': '8' }
  hall.server = () => ({ status: 429, body: { detail: 'Too fast.' }, headers })
  await desk(phone).call('POST', '/posts', { text: 'Hello' })
  expect(desk(phone).problem).toBe('Too fast. 8초 뒤에 다시 해 주세요.')
})

test('an answer is taken back, also one that waits', async () => {
  const phone = await present()
  await desk(phone).respond(1)
  expect(await desk(phone).takeBack()).toBe(true)
  expect(hall.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/activities/a/response' })
  expect(answers(phone)).toEqual({})
  expect(desk(phone).sending).toBe('idle')

  hall.server = () => 'away'
  await desk(phone).respond(2)
  hall.asked = []
  hall.server = () => ({ status: 204 })
  await desk(phone).takeBack()
  await pass(60_000)
  expect(sent()).toEqual([])
})

test('taking back waits for the answer that is on its way', async () => {
  const phone = await present()
  let arrive!: (answer: Answer) => void
  hall.server = () => new Promise<Answer>((resolve) => (arrive = resolve))
  void desk(phone).respond(1)
  await pass()
  hall.asked = []
  hall.server = () => ({ status: 204 })
  const gone = desk(phone).takeBack()
  await pass()
  expect(hall.asked).toEqual([])
  arrive({ status: 200 })
  expect(await gone).toBe(true)
  expect(hall.asked.map(({ method }) => method)).toEqual(['DELETE'])
  expect(answers(phone)).toEqual({})
})

test('an answer that could not be taken back is there as before, and it is said why', async () => {
  const phone = await present()
  await desk(phone).respond(1)
  hall.server = () => ({ status: 409, body: { detail: 'It has closed.' } })
  const gone = desk(phone).takeBack()
  expect(desk(phone).sending).toBe('sending')
  expect(await gone).toBe(false)
  expect(desk(phone).sending).toBe('idle')
  expect(desk(phone).problem).toBe('It has closed.')
  expect(answers(phone)).toEqual({ '': 1 })
})

test("it counts by the server's clock", async () => {
  const phone = await present()
  phone.show({
    rows: rows(activity()),
    clock: 1_000_000,
    connected: true,
    open: true,
    language: 'en',
  })
  const { now } = desk(phone)
  expect(now()).toBe(performance.now() + 1_000_000)
})
