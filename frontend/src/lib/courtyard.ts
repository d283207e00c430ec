const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

export interface Place {
  x: number
  y: number
  r: number
}

/** Where people stand in a courtyard of radius 100: from the middle outwards, as seeds in a sunflower. */
export function places(count: number): Place[] {
  const step = 88 / Math.sqrt(Math.max(count, 10))
  const r = Math.min(9, step * 0.5)
  return Array.from({ length: count }, (_, i) => {
    const distance = step * Math.sqrt(i + (count > 1 ? 0.15 : 0))
    const angle = i * GOLDEN_ANGLE
    return { x: distance * Math.cos(angle), y: distance * Math.sin(angle), r }
  })
}
