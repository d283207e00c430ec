// Which participants a presenter is shown, and in which order.
import type { Participant, ParticipantState } from '../../lib/types'

export interface People {
  joined: Participant[]
  removed: Participant[]
  left: Participant[]
}

/** By state, the newest first. */
export function sorted(everyone: readonly Participant[]): People {
  const people: People = { joined: [], removed: [], left: [] }
  for (const person of everyone) people[person.state].push(person)
  for (const state of Object.keys(people) as ParticipantState[]) {
    people[state].sort((a, b) => compare(b.joined_at, a.joined_at) || compare(a.id, b.id))
  }
  return people
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** As forgiving as a person who looks for a name: case and width of letters do not matter. */
export function named(people: readonly Participant[], wanted: string): readonly Participant[] {
  const text = plain(wanted.trim())
  return text ? people.filter((person) => plain(person.nickname).includes(text)) : people
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()
