// What phones and screens are given of a quiz, and what phones answer.

export type Phase = 'lobby' | 'asking' | 'locked' | 'revealed' | 'leaderboard' | 'podium'

/** `picks` are places in its items; where it has none, a sentence is true or false. The solution comes with the reveal. */
export interface Question {
  id: string
  asks: 'one' | 'several' | 'order' | 'text'
  text: string
  emoji?: string
  seconds: number
  points: 'none' | 'standard' | 'double'
  items?: readonly string[]
  solution?: { picks?: readonly number[]; accepted?: readonly string[] }
}

export interface Team {
  id: string
  name: string
}

export interface QuizPublic {
  /** How many questions there are. */
  count: number
  /** The one of now; none in the lobby and between questions. */
  question: Question | null
  teams: readonly Team[]
  teams_by: 'choice' | 'deal'
  top: 5 | 10
}

export interface Place {
  phase: Phase
  /** From 0 on. */
  question: number | null
  /** How often teams were dealt. */
  dealt: number
}

export interface Answer {
  picks?: readonly number[]
  text?: string
  team?: string
}

export interface Row {
  id: string
  name: string
  rank: number
  before: number | null
  points: number
  gained: number
  right: boolean
  team: string | null
}

export interface TeamRow {
  id: string
  name: string
  rank: number
  before: number | null
  points: number
  members: number
}

/** What there is of it depends on the phase. */
export interface QuizResults {
  /** How many were right. */
  right: number
  counts: readonly number[]
  words: readonly (readonly [text: string, n: number, right: boolean])[]
  players: number
  rows: readonly Row[]
  teams: readonly TeamRow[] | readonly number[]
}

/** What this phone has so far; `outcome` and `gained` are about the last question that was revealed. */
export interface Score {
  question: string
  outcome: 'right' | 'wrong' | 'missed'
  gained: number
  points: number
  streak: number
  /** None for a phone that has not answered yet. */
  rank: number | null
  players: number
}
