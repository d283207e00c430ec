import { describe, expect, it } from 'vitest'
import { spread } from './ring'

describe('spread', () => {
  it('leaves alone what has room', () => {
    expect(spread([0.5, 2, 4], 0.2)).toEqual([0.5, 2, 4])
    expect(spread([], 0.2)).toEqual([])
  })

  it('moves what is too near aside, to both sides alike', () => {
    const [left, middle, right] = spread([1, 1.1, 1.2], 0.3)
    expect(left).toBeCloseTo(0.8)
    expect(middle).toBeCloseTo(1.1)
    expect(right).toBeCloseTo(1.4)
  })

  it('goes on over the top of the ring', () => {
    const [first, last] = spread([0.05, 6.25], 0.4)
    expect((first! - last! + 2 * Math.PI) % (2 * Math.PI)).toBeCloseTo(0.4)
  })

  it('keeps a crowd in its order and apart', () => {
    const angles = Array.from({ length: 19 }, (_, at) => 3 + at * 0.03)
    const found = spread(angles, 0.16)
    found.slice(1).forEach((angle, at) => expect(angle - found[at]!).toBeCloseTo(0.16))
    expect(spread(Array(50).fill(1), 0.3)[49]! - 1).toBeLessThan(2 * Math.PI)
  })
})
