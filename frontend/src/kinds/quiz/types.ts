// What phones and screens are given of a quiz, and what phones answer.

export type Phase = 'lobby' | 'asking' | 'locked' | 'revealed' | 'leaderboard' | 'podium'

export interface Item {
  text: string
  emoji?: string
}

interface Asked {
  id: string
  text: string
  emoji?: string
  seconds: number
  points: 'none' | 'standard' | 'double'
}

/** `picks` are places in what is shown. The solution is there once it was revealed. */
export type Question = Asked &
  (
    | { kind: 'choice'; several: boolean; items: readonly Item[]; solution?: Picks }
    | { kind: 'true_false'; solution?: Picks }
    | { kind: 'text'; solution?: { accepted: readonly string[] } }
    | { kind: 'order'; items: readonly Item[]; solution?: Picks }
  )

export interface Picks {
  picks: readonly number[]
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

export type Answer = Partial<Picks> & { text?: string; team?: string }

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

/** What this phone has so far; `hit` (null for no answer) and `gained` are about the last question. */
export interface Score {
  question: string
  players: number
  points?: number
  gained?: number
  hit?: boolean | null
  streak?: number
  rank?: number
}
