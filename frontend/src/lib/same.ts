/** Whether two values of JSON say the same, in whatever order their fields stand. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isThing(one) || !isThing(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame(one[name], other[name]))
  )
}

const isThing = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
