// Which of the server's objections still hold while what it refused is being changed. Pure.

type Fields = Readonly<Record<string, string>>
type Parts = Readonly<Record<string, unknown>>

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Where an item of a list is now: what has an id is followed when the list changes around it. */
function placeNow(before: unknown, after: unknown, name: string): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return name
  const id: unknown = before[Number(name)]?.id
  return id === undefined ? name : String(after.findIndex((item) => item?.id === id))
}

/** The name of the field now, or null where it was changed or taken away. */
function nameNow(path: readonly string[], before: unknown, after: unknown): string[] | null {
  const [name, ...rest] = path
  if (name === undefined) return same(before, after) ? [] : null
  if (!isParts(before) || !isParts(after)) return null
  // The server names the kind of a thing within the path, where the thing itself has no such part.
  const isKind = !(name in before) && before.kind === name
  if (isKind) {
    const within = before.kind === after.kind ? nameNow(rest, before, after) : null
    return within && [name, ...within]
  }
  const place = placeNow(before, after, name)
  const within = nameNow(rest, before[name], after[place])
  return within && [place, ...within]
}

export const stillWrong = (fields: Fields, before: object, after: object): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, sentence]) => {
      const name = nameNow(field.split('.'), before, after)
      return name ? [[name.join('.'), sentence]] : []
    }),
  )
