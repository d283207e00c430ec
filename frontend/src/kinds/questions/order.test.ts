import { expect, it } from 'vitest'
import type { Post } from '../types'
import { sorted } from './order'

const post = (number: number, votes: number, more: Partial<Post> = {}) =>
  ({ number, votes, pinned: false, answered: false, ...more }) as Post
const numbers = (posts: readonly Post[]) => posts.map(({ number }) => number)

it('sorts by votes or by time, the one that is being answered first', () => {
  const posts = [
    post(1, 0),
    post(2, 9, { answered: true }),
    post(3, 2),
    post(4, 2),
    post(5, 0, { pinned: true }),
  ]
  expect(numbers(sorted(posts, 'popular'))).toEqual([5, 3, 4, 1, 2])
  expect(numbers(sorted(posts, 'newest'))).toEqual([5, 4, 3, 2, 1])
  expect(numbers(posts)).toEqual([1, 2, 3, 4, 5])
})
