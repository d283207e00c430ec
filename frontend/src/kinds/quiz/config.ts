// A quiz as its presenter sets it up. Pure.
import { freshId, type Text } from '../shared/editor/texts'
import type { Phase } from './types'

export type Kind = Question['kind']
export type Points = 'none' | 'standard' | 'double'

interface Common {
  id: string
  text: string
  emoji: string | null
  seconds: number
  points: Points
}

export interface Option extends Text {
  right: boolean
}

export interface Choice extends Common {
  kind: 'choice'
  options: Option[]
  several: boolean
}
export interface TrueFalse extends Common {
  kind: 'true_false'
  holds: boolean
}
export interface TypeIn extends Common {
  kind: 'text'
  accepted: string[]
  lenient: boolean
}
export interface PutInOrder extends Common {
  kind: 'order'
  items: Text[]
}
export type Question = Choice | TrueFalse | TypeIn | PutInOrder

export interface QuizConfig {
  questions: Question[]
  teams: { id: string; name: string }[]
  teams_by: 'choice' | 'deal'
  top: 5 | 10
}

/** What its presenter sees of a running one. */
export interface Progress {
  phase?: Phase
  question?: number | null
  revealed?: string[]
  dealt?: number
}

export const KINDS: readonly Kind[] = ['choice', 'true_false', 'text', 'order']
export const MOST_QUESTIONS = 50

export const freshOption = (id: string, text: string): Option => ({
  id,
  text,
  right: false,
})
export const freshItem = (id: string, text: string): Text => ({ id, text })

function some<One extends Text>(fresh: (id: string, text: string) => One, count: number): One[] {
  const items: One[] = []
  while (items.length < count) items.push(fresh(freshId(items), ''))
  return items
}

export function freshQuestion(kind: Kind, taken: readonly Question[]): Question {
  const common = {
    id: freshId(taken),
    text: '',
    emoji: null,
    seconds: 20,
    points: 'standard' as const,
  }
  switch (kind) {
    case 'choice':
      return { ...common, kind, options: some(freshOption, 4), several: false }
    case 'true_false':
      return { ...common, kind, holds: true }
    case 'text':
      return { ...common, kind, accepted: [], lenient: true }
    case 'order':
      return { ...common, kind, items: some(freshItem, 4) }
  }
}

/** The same question of another kind: what both have is kept. */
export function asKind(question: Question, kind: Kind, taken: readonly Question[]): Question {
  const { text, emoji, seconds, points } = question
  const other = { ...freshQuestion(kind, taken), text, emoji, seconds, points }
  const items = 'options' in question ? question.options : 'items' in question ? question.items : []
  if (other.kind === 'choice' && items.length) {
    other.options = items.map(({ id, text }) => ({ id, text, right: false }))
  } else if (other.kind === 'order' && items.length) {
    other.items = items.map(({ id, text }) => ({ id, text }))
  }
  return other
}

/** With this option marked right, or not any more; where only one can be right, another one is not. */
export const marked = ({ options, several }: Choice, at: number, right: boolean): Option[] =>
  options.map((option, place) =>
    place === at ? { ...option, right } : several ? option : { ...option, right: false },
  )

/** One or several: the first that is right stays so. */
export function withSeveral(question: Choice, several: boolean): Choice {
  const first = question.options.findIndex(({ right }) => right)
  const options = several
    ? question.options
    : question.options.map((option, at) => ({ ...option, right: at === first }))
  return { ...question, several, options }
}

type Errors = Readonly<Record<string, string>>

/** Whether something is said about the question at this place, or about a part of it. */
export const isWrong = (errors: Errors, at: number): boolean =>
  Object.keys(errors).some((field) => `${field}.`.startsWith(`questions.${at}.`))

export const firstWrong = (questions: readonly Question[], errors: Errors): Question | undefined =>
  questions.find((_, at) => isWrong(errors, at))

/** What is right, for its presenter to read. */
export function solution(question: Question, words: { true: string; false: string }): string {
  switch (question.kind) {
    case 'choice':
      return question.options
        .filter(({ right }) => right)
        .map(({ text }) => text)
        .join(', ')
    case 'true_false':
      return question.holds ? words.true : words.false
    case 'text':
      return question.accepted.join(', ')
    case 'order':
      return question.items.map(({ text }) => text).join(' → ')
  }
}
