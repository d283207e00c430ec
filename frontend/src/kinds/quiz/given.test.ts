import { expect, test } from 'vitest'
import { given } from './given'
import type { Row } from './types'

test('nobody learns how the others answer before the reveal', () => {
  const tally = { n: 3, right: 1, counts: [1, 2] }
  for (const watcher of ['phone', 'screen'] as const) {
    for (const phase of ['asking', 'locked'] as const) {
      expect(given(tally, { phase }, watcher)).toEqual({ n: 3 })
    }
    expect(given(tally, { phase: 'revealed' }, watcher)).toEqual(tally)
  }
})

test('before it begins everybody sees how big the teams are', () => {
  expect(given({ n: 3, teams: [1, 2] }, {}, 'phone')).toEqual({ n: 3, teams: [1, 2] })
})

test('phones have the first places, and what one person alone wrote stays off the screen', () => {
  const rows = Array.from({ length: 9 }, (_, at) => ({ id: `${at}` }) as Row)
  expect(given({ n: 9, rows }, { phase: 'podium' }, 'phone').rows).toHaveLength(5)
  expect(given({ n: 9, rows }, { phase: 'podium' }, 'screen').rows).toHaveLength(9)
  const words = [
    ['Aquila', 1, true],
    ['Swan', 2, false],
    ['me', 1, false],
  ] as const
  expect(given({ n: 4, words }, { phase: 'revealed' }, 'screen').words).toEqual(words.slice(0, 2))
})
