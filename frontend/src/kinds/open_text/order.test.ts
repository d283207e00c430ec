import { expect, it } from 'vitest'
import { grouped, sorted } from './order'

const post = (number: number, votes = 0, group: string | null = null) => ({ number, votes, group })
const numbers = (posts: readonly { number: number }[]) => posts.map(({ number }) => number)

it('sorts by time or by votes', () => {
  const posts = [post(1, 3), post(2, 0), post(3, 3)]
  expect(numbers(sorted(posts))).toEqual([3, 2, 1])
  expect(numbers(sorted(posts, 'votes'))).toEqual([3, 1, 2])
})

it('groups by name, and leaves the others for the end', () => {
  const posts = [post(1), post(2, 0, 'b'), post(3, 0, 'a'), post(4, 0, 'b')]
  expect(grouped(posts).map(({ name, posts }) => [name, numbers(posts)])).toEqual([
    ['a', [3]],
    ['b', [2, 4]],
    [null, [1]],
  ])
  expect(grouped([post(1), post(2)])).toEqual([])
  expect(grouped([post(1, 0, 'a')]).map(({ name }) => name)).toEqual(['a'])
})
