import { expect, it } from 'vitest'
import type { Post } from '../types'
import { columns } from './columns'

const post = (number: number, more: Partial<Post> = {}) =>
  ({ number, text: `Question ${number}`, state: 'shown', votes: 0, ...more }) as Post
const posts = [
  post(1, { state: 'waiting', author: 'Ｂob' }),
  post(2, { state: 'waiting' }),
  post(3),
  post(4, { votes: 2, text: '왜 밤하늘은 어두울까요?' }),
  post(5, { answered: true, answer: 'Because of bob' }),
  post(6, { answered: true }),
  post(7, { state: 'archived', answered: true }),
  post(8, { state: 'hidden' }),
]
const numbers = (search: string) =>
  Object.values(columns(posts, search)).map((column) => column.map(({ number }) => number))

it('puts each question where it belongs', () => {
  expect(numbers('')).toEqual([
    [1, 2],
    [4, 3],
    [6, 5],
    [8, 7],
  ])
})

it('searches text, author and answer, whatever the case and the width', () => {
  expect(numbers(' BOB ')).toEqual([[1], [], [5], []])
  expect(numbers('밤하늘')).toEqual([[], [4], [], []])
})
