const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

export const TONES = 5

/**
 * People standing in a courtyard of radius 100, from the middle outwards, as seeds in a sunflower. A path a tone, of
 * points that round line caps make visible, so that hundreds of people are five elements.
 */
export function courtyard(count: number): { paths: string[]; size: number } {
  const step = 88 / Math.sqrt(Math.max(count, 4))
  const paths = Array.from({ length: TONES }, () => '')
  for (let i = 0; i < count; i++) {
    const distance = step * Math.sqrt(i + (count > 1 ? 0.5 : 0))
    const x = (distance * Math.cos(i * GOLDEN_ANGLE)).toFixed(1)
    const y = (distance * Math.sin(i * GOLDEN_ANGLE)).toFixed(1)
    paths[i % TONES] += `M${x} ${y}h0`
  }
  return { paths, size: step * 0.78 }
}
