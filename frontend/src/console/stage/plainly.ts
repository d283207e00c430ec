/** The values of an answer without their names: for kinds that have no words of their own for it. Pure. */
export function plainly(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  return Object.values(value).map(plainly).filter(Boolean).join(', ')
}
