import { describe, expect, it } from 'vitest'
import { chance, keyOf } from './keys'
import { framed, lastStep, sizesOf, stepFor } from './sizes'
import type { Counted } from './types'

const area = { width: 1024, height: 480 }
const widthOf = (text: string) => text.length * 0.6
const hall: Counted[] = Array.from({ length: 100 }, (_, at) => [`word ${at}`, 100 - at])

describe('sizes', () => {
  it('are larger for what is more frequent, and fit into the width', () => {
    const long: Counted = ['x'.repeat(30), 200]
    const sized = sizesOf([long, ...hall], widthOf, area, 0)
    expect(Math.max(...sized.map(({ text, size }) => widthOf(text) * size))).toBeLessThan(1024)
    const sizes = sizesOf(hall, widthOf, area, 0).map(({ size }) => size)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(sizes[0]).toBeGreaterThan((sizes.at(-1) ?? 0) * 2)
  })

  it('stay as they are while counts change a little', () => {
    const before = sizesOf(hall, widthOf, area, 3)
    const after = sizesOf(
      hall.map(([text, n]) => [text, n + 1]),
      widthOf,
      area,
      3,
    )
    const changed = after.filter(
      ({ key, size }) => before.find((one) => one.key === key)?.size !== size,
    )
    expect(changed.length).toBeLessThan(20)
  })

  it('shrink until there is room', () => {
    expect(stepFor([['별', 3]], () => 1, area)).toBe(0)
    expect(stepFor(hall, widthOf, area)).toBeGreaterThan(2)
    const even: Counted[] = hall.map(([text]) => [text, 1])
    expect(stepFor(even, widthOf, area)).toBeGreaterThan(stepFor(hall, widthOf, area))
  })

  it('never shrink so far that nothing can be read, or that all are alike', () => {
    const long = hall.map(([text, n]): Counted => [text.padEnd(30, 'x'), n])
    const sizes = sizesOf(long, widthOf, area, lastStep(long, area)).map(({ size }) => size)
    expect(sizes.at(-1)).toBe(15)
    expect(sizes[0]).toBeGreaterThanOrEqual(45)
    const even = long.map(([text]): Counted => [text, 1])
    const alike = sizesOf(even, widthOf, area, lastStep(even, area))
    expect(alike.every(({ size }) => size >= 15 && size <= 18)).toBe(true)
  })
})

it('moves the words into the middle and makes them fill the area', () => {
  const word = { key: 'a', text: 'a', size: 100, width: 100 }
  expect(framed([], area)).toEqual({ x: 0, y: 0, scale: 1 })
  expect(framed([{ ...word, x: 250, y: 85 }], area)).toEqual({ x: 250, y: 52.5, scale: 1.35 })
  const wide = [-400, 0, 400].map((x) => ({ ...word, width: 224, x, y: 0 }))
  expect(framed(wide, area).scale).toBe(1)
})

describe('a frame', () => {
  const at = (x: number, width = 100) => ({ key: 'a', text: 'a', size: 100, width, x, y: 30 })
  const before = { x: 0, y: 0, scale: 1.1 }

  it('stays while the words have room in it', () => {
    expect(framed([at(-380), at(300)], area, before)).toEqual(before)
  })

  it('gives way by a whole step, and stays then', () => {
    const wider = framed([at(-380), at(450)], area, before)
    expect(wider).toMatchObject({ x: 35, scale: 1 })
    expect(framed([at(-380), at(480)], area, wider)).toBe(wider)
    expect(framed([at(-500), at(500)], area, before).scale).toBeCloseTo(1024 / 1100)
  })

  it('is taken anew where the words would stand lost in it', () => {
    expect(framed([at(100)], area, before)).toEqual(framed([at(100)], area))
  })
})

it('knows a word however it is spelled', () => {
  expect(keyOf('Ｎight  SKY')).toBe(keyOf('nightsky'))
  expect(keyOf('별 빛')).toBe(keyOf('별빛'))
})

it('gives a word the same chances every time, and spreads them', () => {
  const chances = hall.map(([text]) => chance(text, 1))
  expect(hall.map(([text]) => chance(text, 1))).toEqual(chances)
  expect(Math.min(...chances)).toBeLessThan(0.1)
  expect(Math.max(...chances)).toBeGreaterThan(0.9)
  expect(chances).not.toEqual(hall.map(([text]) => chance(text, 2)))
})
