import { beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleActivity } from '../../kinds/types'
import type { Live } from '../../lib/live.svelte'
import type { Row } from '../../lib/rows'
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

test('a command while another one is on its way is none', async () => {
  let arrive = () => {}
  asked.mockImplementation(() => new Promise<void>((resolve) => (arrive = resolve)))
  const { talk, activity } = talkWith(1)
  const first = talk.next()
  await talk.toggle(activity)
  await talk.show(activity, true)
  expect(asked).toHaveBeenCalledTimes(1)
  arrive()
  await first
  expect(talk.busy).toBe(false)
})

test('what goes wrong leaves nothing busy', async () => {
  vi.mocked(attempt).mockImplementationOnce(() => Promise.reject(new TypeError('broken')))
  const { talk } = talkWith(1)
  await expect(talk.next()).rejects.toThrow('broken')
  expect(talk.busy).toBe(false)
})
