import { expect, test } from 'vitest'
import { columnsOf, endsOf, pointsOf } from './scale'
import type { Config } from './types'

const config: Config = {
  statements: [],
  points: 10,
  look: 'numbers',
  low: 'never',
  middle: '',
  high: 'always',
  skippable: false,
  changeable: true,
}

test('only labels that are there are shown, each with its point', () => {
  expect(endsOf(config).map(({ point, text }) => [point, text])).toEqual([
    [1, 'never'],
    [10, 'always'],
  ])
  expect(endsOf({ ...config, middle: 'so so' })[1]?.point).toBe(5.5)
})

test('more than six points take two rows of a phone, as even as can be', () => {
  expect(pointsOf({ points: 3 })).toEqual([1, 2, 3])
  expect([2, 6, 7, 10].map(columnsOf)).toEqual([2, 6, 4, 5])
})
