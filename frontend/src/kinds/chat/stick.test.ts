import { expect, it } from 'vitest'
import { isAtEnd, isAtStart, news } from './stick'

const scrolled = (scrollTop: number) => ({ scrollTop, scrollHeight: 1000, clientHeight: 400 })

it('follows the newest while somebody is at the end, or nearly', () => {
  expect(isAtEnd(scrolled(600))).toBe(true)
  expect(isAtEnd(scrolled(560))).toBe(true)
  expect(isAtEnd(scrolled(500))).toBe(false)
  expect(isAtEnd({ scrollTop: 0, scrollHeight: 300, clientHeight: 400 })).toBe(true)
})

it('loads older ones near the top', () => {
  expect(isAtStart(scrolled(0))).toBe(true)
  expect(isAtStart(scrolled(100))).toBe(false)
})

it('counts the new ones of others', () => {
  const messages = [1, 2, 3, 4].map((number) => ({ id: `m${number}`, number }))
  const found = news(messages, 2, (id) => id === 'm4')
  expect(found.map(({ number }) => number)).toEqual([3])
})
