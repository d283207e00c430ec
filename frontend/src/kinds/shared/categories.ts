import './categories.css'

/** A, B, C … */
export const letter = (place: number): string => String.fromCharCode(65 + (place % 26))

/** Which of the eight patterns, from 0: where the colours begin again they have other ones. */
export const patternAt = (place: number): number => (place + Math.floor(place / 8)) % 8

/** Classes that give an element the colour and the pattern of the category at this place; `tone` from 1 to 8. */
export const category = (place: number, tone?: number | null): string =>
  `tone tone-${tone ?? (place % 8) + 1} pattern-${patternAt(place) + 1}`
