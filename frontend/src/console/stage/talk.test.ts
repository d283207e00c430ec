import { SvelteMap } from 'svelte/reactivity'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleActivity } from '../../kinds/types'
import type { Live } from '../../lib/live.svelte'
import type { Row } from '../../lib/rows'
import { t } from '../messages'
import { attempt, call } from '../server'
import { toasts } from '../toasts.svelte'
import { Talk } from './talk.svelte'

vi.mock('../server', () => ({
  call: vi.fn(),
  attempt: vi.fn((work: () => Promise<unknown>) => work().then(() => true)),
}))

const asked = vi.mocked(call)
const row = (round: number) =>
  ({
    kind: 'activity',
    id: 'a',
    title: 'Tea?',
    round,
    position: 0,
    state: 'open',
  }) as unknown as Row

function talkWith(round: number) {
  const live = { rows: new Map([['activity/a', row(round)]]), clock: 0, ready: true }
  const talk = new Talk('s', live as unknown as Live)
  return { talk, activity: talk.steps[0] as ConsoleActivity }
}

beforeEach(() => {
  asked.mockReset()
  for (const { id } of [...toasts.list]) toasts.drop(id)
})

test('the way back from clearing goes back from the round that it began, and from no later one', async () => {
  asked.mockImplementation(() => Promise.resolve({ round: 2 }))
  const early = talkWith(3)
  await early.talk.clear(early.activity)
  toasts.list[0]?.action?.run()
  expect(asked.mock.calls.map(([, path]) => path)).toEqual(['/api/sessions/s/activities/a/clear'])

  const now = talkWith(2)
  await now.talk.clear(now.activity)
  toasts.list.at(-1)?.action?.run()
  expect(asked.mock.lastCall?.[1]).toBe('/api/sessions/s/activities/a/unclear')
})

/** Answers that come when they are let through, the first that was asked for first. */
function held() {
  const arrivals: (() => void)[] = []
  asked.mockImplementation(
    () => new Promise((resolve) => arrivals.push(() => resolve({ activity: 'a' }))),
  )
  return () => arrivals.shift()?.()
}

test('a second press while the first is on its way is no second command', async () => {
  const arrive = held()
  const { talk, activity } = talkWith(1)
  const step = talk.next()
  expect(await talk.back()).toBe(false)
  expect(await talk.empty()).toBe(false)
  const toggled = talk.toggle(activity)
  expect(await talk.close(activity)).toBe(false)
  const paths = asked.mock.calls.map(([, path]) => path)
  expect(paths).toEqual(['/api/sessions/s/stage/next', '/api/sessions/s/activities/a/close'])
  arrive()
  await step
  expect(talk.busy).toBe(false)
  arrive()
  await toggled
})

test('what a step has brought can be acted on before its answer is here, what it takes away cannot', async () => {
  const arrive = held()
  const asking = { ...row(1), progress: { phase: 'asking' } } as Row
  const rows = new SvelteMap<string, Row>([['activity/a', asking]])
  const talk = new Talk('s', { rows, clock: 0, ready: true } as unknown as Live)
  const step = talk.next()
  expect(talk.led).toBe(null)
  rows.set('stage/s', { kind: 'stage', id: 's', rev: 2, activity: 'a' } as Row)
  expect([talk.busy, talk.led?.id]).toEqual([false, 'a'])
  const commands = [step, talk.show(talk.led as ConsoleActivity, true), talk.next()]
  expect(asked.mock.lastCall?.[2]).toEqual({ seen_on: 'a', progress: { phase: 'asking' } })
  expect(asked).toHaveBeenCalledTimes(3)
  for (const _ of commands) arrive()
  expect(await Promise.all(commands)).toEqual([true, true, true])
})

test('what comes on the stage is looked at, whatever was chosen before', async () => {
  const chat = { ...row(1), id: 'chat', beside: true }
  const live = { rows: new Map([row(1), chat].map((one) => [`activity/${one.id}`, one])) }
  const talk = new Talk('s', live as unknown as Live)
  talk.choose('chat')
  asked.mockImplementation(() => Promise.resolve({ activity: 'a' }))
  await talk.next()
  expect(talk.selected?.id).toBe('a')
  expect(toasts.list).toHaveLength(0)
})

test('a late answer takes nothing away that was chosen since', async () => {
  const arrive = held()
  const rows = new SvelteMap<string, Row>()
  for (const [position, id] of ['a', 'b', 'c'].entries()) {
    rows.set(`activity/${id}`, { ...row(1), id, position } as Row)
  }
  const talk = new Talk('s', { rows, clock: 0, ready: true } as unknown as Live)
  const on = (activity: string | null, rev: number) =>
    rows.set('stage/s', { kind: 'stage', id: 's', rev, activity } as Row)

  // The stream has told of the step, and of somebody else's, before the answer is here.
  const step = talk.next()
  on('a', 2)
  on(null, 3)
  talk.choose('c')
  arrive()
  await step
  expect(talk.selected?.id).toBe('c')

  const copy = talk.duplicate(talk.steps[1] as ConsoleActivity)
  talk.choose('b')
  arrive()
  await copy
  expect(talk.selected?.id).toBe('b')
})

test('after the last one it is said', async () => {
  asked.mockImplementation(() => Promise.resolve({ activity: null }))
  const { talk } = talkWith(1)
  await talk.next()
  expect(toasts.list.map(({ text }) => text)).toEqual([t().stage.last])
})

test('a step that fails says that the stage is where it was', async () => {
  asked.mockImplementation(() => Promise.resolve({ activity: 'a' }))
  const { talk } = talkWith(1)
  await talk.next()
  expect(vi.mocked(attempt).mock.lastCall?.[1]).toBe(t().stage.notMoved)
})

test('starting over is offered back where the server says so, and asked twice where people answer', () => {
  const rows = new Map<string, Row>([['stage/s', { kind: 'stage', id: 's', rev: 1 } as Row]])
  const talk = new Talk('s', { rows, clock: 0, ready: true } as unknown as Live)
  expect([talk.startedOver, talk.inFront]).toEqual([false, false])
  const told = { kind: 'stage', id: 's', rev: 2, activity: 'a', can_unrestart: true } as Row
  const closed = { ...row(1), state: 'closed' } as Row
  const after = (n: number) =>
    new Talk('s', {
      rows: new Map([
        ['stage/s', told],
        ['activity/a', closed],
        ['tally/a', { kind: 'tally', id: 'a', rev: 2, n } as Row],
      ]),
      clock: 0,
      ready: true,
    } as unknown as Live)
  expect([after(0).startedOver, after(0).inFront]).toEqual([true, false])
  expect(after(1).inFront).toBe(true)
  expect(talkWith(1).talk.inFront).toBe(true)
})

test('going back says how many were answered since and stay', async () => {
  asked.mockImplementation(() => Promise.resolve({ activities: [], left: ['a'] }))
  await talkWith(1).talk.unrestart()
  expect(toasts.list.map(({ text }) => text)).toEqual([t().stage.left(1)])
})

test('starting over has a way back', async () => {
  asked.mockImplementation(() => Promise.resolve({ activities: [], left: [] }))
  const { talk } = talkWith(1)
  await talk.restart()
  toasts.list[0]?.action?.run()
  const paths = asked.mock.calls.map(([, path]) => path)
  const restart = '/api/sessions/s/activities/restart'
  expect(paths).toEqual([restart, `${restart}/undo`])
})

test('what goes wrong leaves nothing busy', async () => {
  vi.mocked(attempt).mockImplementationOnce(() => Promise.reject(new TypeError('broken')))
  const { talk } = talkWith(1)
  await expect(talk.next()).rejects.toThrow('broken')
  expect(talk.busy).toBe(false)
})
