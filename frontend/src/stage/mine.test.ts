import { expect, test } from 'vitest'
import {
  activity,
  answers,
  desk,
  hall,
  pass,
  phoneOf,
  present,
  see,
  shown,
  timesAsked,
  type Answer,
} from './testing'

test('where there was an answer already, that one is seen', async () => {
  const phone = await present()
  hall.server = ({ method }) =>
    method === 'GET'
      ? { status: 200, body: { activities: { a: { round: 1, answers: { '': 7 } } } } }
      : { status: 409, body: { detail: 'You have answered.', code: 'already_answered' } }
  await desk(phone).respond(1)
  await pass()
  expect(answers(phone)).toEqual({ '': 7 })
})

test('a new round forgets the answer, and the round before brings it back', async () => {
  const phone = await present()
  await desk(phone).respond(1)
  see(phone, true, activity({ round: 2 }))
  expect(answers(phone)).toEqual({})
  expect(desk(phone).sending).toBe('idle')
  see(phone, true, activity({ round: 1 }))
  expect(answers(phone)).toEqual({ '': 1 })
})

test('what was refused in a round says nothing in the next one', async () => {
  const phone = await present()
  hall.server = () => 'away'
  await desk(phone).respond(1)
  see(phone, true, activity({ round: 2 }))
  hall.server = () => ({ status: 409, body: { detail: 'That round is over.' } })
  await pass(5000)
  expect(desk(phone).problem).toBe('')
  expect(desk(phone).sending).toBe('idle')
})

test('after a load the server says what was done', async () => {
  hall.server = () => ({
    status: 200,
    body: { activities: { a: { round: 1, answers: { '': 5 }, votes: [['p', '']], points: 20 } } },
  })
  const phone = phoneOf()
  see(phone)
  expect(phone.mineOf(shown(phone))).toBeNull()
  await pass()
  expect(phone.mineOf(shown(phone))).toEqual({
    answers: { '': 5 },
    posts: [],
    votes: [['p', '']],
    points: 20,
  })
  see(phone)
  await pass()
  expect(timesAsked()).toBe(1)
})

test('a hall that is shown something new does not ask; a phone that had a part in it does, once', async () => {
  const phone = phoneOf()
  const nothing = {
    rows: new Map(),
    clock: 0,
    connected: true,
    open: false,
    language: 'en',
  } as const
  phone.show(nothing)
  see(phone)
  await pass()
  expect(timesAsked()).toBe(0)
  await desk(phone).respond(1)
  phone.close()

  const later = phoneOf()
  later.show(nothing)
  see(later)
  await pass()
  see(later, true, activity({ rev: 2 }))
  await pass()
  expect(timesAsked()).toBe(1)
})

test('a server that cannot say what was done is asked again by itself, and no card claims to know meanwhile', async () => {
  hall.server = () => ({ status: 503 })
  const phone = await present()
  see(phone)
  await pass(2999)
  expect(timesAsked()).toBe(1)
  await pass(1)
  expect(timesAsked()).toBe(2)
  expect(phone.mineOf(shown(phone))).toBeNull()
  hall.server = () => ({
    status: 200,
    body: { activities: { a: { round: 1, answers: { '': 5 } } } },
  })
  await pass(3000)
  expect(answers(phone)).toEqual({ '': 5 })
})

test('what was asked before something was written is asked again', async () => {
  const phone = await present()
  let arrive!: (answer: Answer) => void
  hall.server = ({ method }) =>
    method === 'GET' ? new Promise((resolve) => (arrive = resolve)) : { status: 201 }
  const first = phone.mine.refresh()
  await pass()
  await desk(phone).call('POST', '/posts', { text: 'Hello' })
  const second = desk(phone).refresh()
  const posts = [{ id: 'p', text: 'Hello', state: 'shown' }]
  hall.server = () => ({ status: 200, body: { activities: { a: { round: 1, posts } } } })
  arrive({ status: 200, body: { activities: { a: { round: 1, posts: [] } } } })
  await first
  await second
  expect(phone.mineOf(shown(phone))?.posts).toEqual(posts)
})
