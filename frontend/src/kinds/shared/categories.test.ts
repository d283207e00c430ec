import { describe, expect, it } from 'vitest'
import { category } from './categories'

describe('category', () => {
  it('tells apart as many as there can be, also where all have the same colour', () => {
    const places = Array.from({ length: 20 }, (_, place) => place)
    expect(new Set(places.map((place) => category(place))).size).toBe(20)
    expect(new Set(places.slice(0, 8).map((place) => category(place, 3))).size).toBe(8)
  })
})
