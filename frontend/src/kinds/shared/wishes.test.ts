import { expect, test } from 'vitest'
import { Wishes } from './wishes.svelte'

function board() {
  const sent: [string, boolean][] = []
  const waiting: ((arrived: boolean) => void)[] = []
  const wishes = new Wishes((key, on) => {
    sent.push([key, on])
    return new Promise((resolve) => waiting.push(resolve))
  })
  const answer = async (arrived: boolean) => {
    waiting.shift()!(arrived)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { wishes, sent, answer }
}

test('one request at a time, and the last wish is met', async () => {
  const { wishes, sent, answer } = board()
  for (const on of [true, false, true, false]) void wishes.wish('p', on)
  void wishes.wish('q', true)
  expect(wishes.of('p')).toBe(false)
  expect(sent).toEqual([
    ['p', true],
    ['q', true],
  ])
  await answer(true)
  await answer(true)
  expect(sent.at(-1)).toEqual(['p', false])
  await answer(true)
  expect(sent).toHaveLength(3)
  expect([wishes.of('p'), wishes.of('q')]).toEqual([false, true])
})

test('what could not be met is as before', async () => {
  const { wishes, answer } = board()
  void wishes.wish('p', true)
  await answer(false)
  expect(wishes.of('p')).toBeUndefined()
  expect(wishes.any).toBe(false)
  void wishes.wish('p', true)
  await answer(true)
  void wishes.wish('p', false)
  await answer(false)
  expect(wishes.of('p')).toBe(true)
})
