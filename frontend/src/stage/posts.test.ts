import { expect, test } from 'vitest'
import { t } from './messages'
import type { Phone } from './phone.svelte'
import { activity, desk, hall, pass, present, rows, see, sent, shown, type Answer } from './testing'

const texts = () => sent().map(({ text }) => text)
const fates = (phone: Phone) =>
  desk(phone).outgoing.map(({ text, state, problem }) => [text, state, problem])
const own = (phone: Phone) => phone.mineOf(shown(phone))?.posts.map(({ text }) => text)

/** The server keeps what it is sent, once for each random word. */
function keeping(): Map<string, string> {
  const there = new Map<string, string>()
  const post = ([once, text]: [string, string]) => ({
    id: `p-${once}`,
    activity: 'a',
    round: 1,
    text,
    state: 'shown',
  })
  hall.server = ({ path, body }) => {
    if (!path.endsWith('/posts')) {
      const posts = [...there].map(post)
      return { status: 200, body: { activities: { a: { round: 1, posts } } } }
    }
    there.set(body.once, body.text)
    return { status: 201, body: post([body.once, body.text]) }
  }
  return there
}

test('a post goes with its round and a random word, and is there', async () => {
  const phone = await present()
  keeping()
  await desk(phone).write('Hello', 'p1')
  expect(hall.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: '/api/activities/a/posts',
    body: { text: 'Hello', parent: 'p1', round: 1, once: expect.stringMatching(/^[\w-]{16}$/) },
  })
  expect(desk(phone).outgoing).toEqual([])
  expect(desk(phone).posted).toMatchObject([{ text: 'Hello' }])
  expect(own(phone)).toEqual(['Hello'])
})

test('without a network several wait, survive a reload, and go once in their order', async () => {
  const phone = await present()
  hall.server = () => 'away'
  for (const text of ['One', 'Two', 'Three']) await desk(phone).write(text)
  await pass()
  expect(fates(phone)).toEqual(['One', 'Two', 'Three'].map((text) => [text, 'waiting', '']))
  phone.close()

  hall.asked = []
  const there = keeping()
  const again = await present(false)
  expect(fates(again)).toHaveLength(3)
  expect(sent()).toEqual([])
  see(again)
  await pass(60_000)
  expect(texts()).toEqual(['One', 'Two', 'Three'])
  expect([...there.values()]).toEqual(['One', 'Two', 'Three'])
  expect(desk(again).outgoing).toEqual([])
  expect(own(again)).toEqual(['One', 'Two', 'Three'])
  again.close()
  hall.asked = []
  await present()
  await pass(60_000)
  expect(sent()).toEqual([])
})

test('where nothing but its receipt was lost, it goes again with the same word', async () => {
  const phone = await present()
  const there = keeping()
  const taken = hall.server
  hall.server = (one) => (taken(one), 'away')
  await desk(phone).write('Hello')
  hall.server = taken
  await pass(1000)
  expect(sent()).toHaveLength(2)
  expect([...there.values()]).toEqual(['Hello'])
  expect(own(phone)).toEqual(['Hello'])
})

test('they try again less and less often, and at once when the stream is back', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).write('One')
  await desk(phone).write('Two')
  hall.asked = []
  await pass(7000)
  expect(texts().every((text) => text === 'One')).toBe(true)
  expect(sent().length).toBeLessThan(5)
  hall.asked = []
  keeping()
  see(phone, false)
  see(phone)
  await pass()
  expect(texts()).toEqual(['One', 'Two'])
})

test('too fast means later, as the server says, and the next one not before it', async () => {
  const phone = await present()
  hall.server = () => ({
    status: 429,
    body: { detail: 'Slow mode is on.' },
    headers: { 'Retry-After': '8' },
  })
  await desk(phone).write('One')
  await desk(phone).write('Two')
  expect(fates(phone)).toEqual([
    ['One', 'waiting', 'Slow mode is on.'],
    ['Two', 'waiting', 'Slow mode is on.'],
  ])
  see(phone, false)
  see(phone)
  keeping()
  await pass(7999)
  expect(texts()).toEqual(['One'])
  await pass(1)
  expect(texts()).toEqual(['One', 'One', 'Two'])
  expect(desk(phone).outgoing).toEqual([])
})

test.each([403, 404, 409, 422])(
  '%i stays with what the server says, also over a reload, and holds up nothing',
  async (status) => {
    const phone = await present()
    keeping()
    const taken = hall.server
    hall.server = (one) =>
      one.body?.text === 'One' ? { status, body: { detail: 'Not this.' } } : taken(one)
    await desk(phone).write('One')
    await desk(phone).write('Two')
    expect(fates(phone)).toEqual([['One', 'refused', 'Not this.']])
    expect(own(phone)).toEqual(['Two'])
    phone.close()
    hall.asked = []
    const again = await present()
    await pass(60_000)
    expect(sent()).toEqual([])
    expect(fates(again)).toEqual([['One', 'refused', 'Not this.']])
    desk(again).withdraw(desk(again).outgoing[0]!.once)
    expect(desk(again).outgoing).toEqual([])
    again.close()
    expect((await present()).posts.outgoing(() => true)).toEqual([])
  },
)

test('what was withdrawn before it went does not go', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).write('One')
  await desk(phone).write('Two')
  desk(phone).withdraw(desk(phone).outgoing[0]!.once)
  hall.asked = []
  keeping()
  await pass(60_000)
  expect(texts()).toEqual(['Two'])
})

test('a slow one does not keep the composer', async () => {
  const phone = await present()
  let arrive!: (answer: Answer) => void
  hall.server = () => new Promise<Answer>((resolve) => (arrive = resolve))
  let free = false
  void desk(phone)
    .write('One')
    .then(() => (free = true))
  await pass(999)
  expect([free, fates(phone)]).toEqual([false, []])
  await pass(1)
  expect([free, fates(phone)]).toEqual([true, [['One', 'sending', '']]])
  arrive({ status: 201, body: { id: 'p', activity: 'a', round: 1, text: 'One', state: 'shown' } })
  await pass()
  expect(fates(phone)).toEqual([])
  expect(own(phone)).toEqual(['One'])
})

test('one that goes again is on its way, and waits again where it does not arrive', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).write('One')
  await desk(phone).write('Two')
  let answer!: (answer: Answer | 'away') => void
  hall.server = () => new Promise<Answer | 'away'>((resolve) => (answer = resolve))
  await pass(1000)
  expect(fates(phone)).toEqual([
    ['One', 'sending', ''],
    ['Two', 'waiting', ''],
  ])
  answer('away')
  await pass()
  expect(fates(phone)).toEqual(['One', 'Two'].map((text) => [text, 'waiting', '']))
})

test('a pause keeps it until it is over, and a lost seat until it is back', async () => {
  const phone = await present()
  hall.server = () => ({ status: 409, body: { detail: 'A pause.', code: 'session_paused' } })
  await desk(phone).write('One')
  expect(fates(phone)).toEqual([['One', 'waiting', 'A pause.']])
  hall.server = () => ({ status: 401, body: { detail: 'Join first.' } })
  see(phone, false)
  see(phone)
  await pass()
  expect(hall.unauthorized).toBe(1)
  phone.close()
  hall.asked = []
  keeping()
  const again = await present()
  await pass()
  expect(texts()).toEqual(['One'])
  expect(fates(again)).toEqual([])
})

test('it is meant for the round in which it was written', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).write('One')
  see(phone, true, activity({ round: 2 }))
  hall.server = () => ({ status: 409, body: { detail: 'That round is over.' } })
  await pass(1000)
  expect(sent().at(-1)).toMatchObject({ text: 'One', round: 1 })
  expect(fates(phone)).toEqual([['One', 'refused', 'That round is over.']])
})

test('what belongs to something that is not seen any more is not lost', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).write('One')
  expect(phone.left.outgoing).toEqual([])
  see(phone, true, activity({ id: 'b' }))
  expect(phone.left.outgoing).toMatchObject([{ text: 'One', state: 'waiting' }])
  phone.show({ rows: rows(), clock: 0, connected: true, open: false, language: 'en' })
  expect(phone.left.outgoing).toMatchObject([{ problem: t().held }])
  phone.left.withdraw(phone.left.outgoing[0]!.once)
  expect(phone.left.outgoing).toEqual([])
})

test('votes wait too: of each the last wish goes, and what is refused is as it was', async () => {
  const phone = await present()
  const votes = () => phone.mineOf(shown(phone))?.votes
  hall.server = () => 'away'
  desk(phone).vote('p', true)
  desk(phone).vote('q', true, '👏')
  desk(phone).vote('p', false)
  desk(phone).vote('p', true)
  await pass()
  expect([desk(phone).voted('p'), desk(phone).voted('q', '👏')]).toEqual([true, true])
  expect(votes()).toEqual([])
  phone.close()

  hall.asked = []
  hall.server = ({ path }) =>
    path.includes('/q/')
      ? { status: 404, body: { detail: 'It is gone.' } }
      : { status: 200, body: { activities: {} } }
  const again = await present()
  await pass(1000)
  const asked = hall.asked.filter(({ method }) => method === 'POST')
  expect(asked.map(({ path, body }) => [path, body])).toEqual([
    ['/api/activities/a/posts/q/vote', { on: true, emoji: '👏' }],
    ['/api/activities/a/posts/p/vote', { on: true, emoji: '' }],
  ])
  expect([desk(again).voted('p'), desk(again).voted('q', '👏')]).toEqual([true, false])
  expect(again.mineOf(shown(again))?.votes).toEqual([['p', '']])
  expect(desk(again).problem).toBe('It is gone.')
})
