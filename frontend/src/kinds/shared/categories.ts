import './categories.css'

/** A, B, C … */
export const letter = (place: number): string => String.fromCharCode(65 + (place % 26))

/** Classes that give an element the colour and the pattern of the category at this place; `tone` from 1 to 8. */
export const category = (place: number, tone?: number | null): string =>
  `tone tone-${tone ?? (place % 8) + 1} pattern-${((place + Math.floor(place / 8)) % 8) + 1}`
