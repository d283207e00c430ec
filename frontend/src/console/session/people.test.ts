import { expect, test } from 'vitest'
import type { Participant, ParticipantState } from '../../lib/types'
import { named, sorted } from './people'

const person = (nickname: string, minute: number, state: ParticipantState = 'joined') =>
  ({ id: nickname, nickname, state, joined_at: `2026-03-02T12:0${minute}:00Z` }) as Participant

const names = (people: readonly Participant[]) => people.map(({ nickname }) => nickname)

test('people are kept apart by state, and who came last is first', () => {
  const people = sorted([
    person('Alice', 1),
    person('민서', 3),
    person('Bob', 2, 'removed'),
    person('Dana', 2, 'left'),
    person('Charlie', 2),
  ])
  expect(names(people.joined)).toEqual(['민서', 'Charlie', 'Alice'])
  expect(names(people.removed)).toEqual(['Bob'])
  expect(names(people.left)).toEqual(['Dana'])
})

test('a name is found by a part of it, in any case and width', () => {
  const people = [person('Ａlice', 1), person('김민서', 2)]
  expect(names(named(people, ' ali '))).toEqual(['Ａlice'])
  expect(names(named(people, '민서'))).toEqual(['김민서'])
  expect(named(people, '  ')).toBe(people)
})
