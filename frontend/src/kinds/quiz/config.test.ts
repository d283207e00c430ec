import { expect, test } from 'vitest'
import {
  asKind,
  firstWrong,
  freshQuestion,
  KINDS,
  marked,
  solution,
  withSeveral,
  type Choice,
} from './config'

const WORDS = { true: 'True', false: 'False' }
const choice = (...right: number[]): Choice => {
  const fresh = freshQuestion('choice', []) as Choice
  const options = fresh.options.map((option, at) => ({
    ...option,
    text: `${at}`,
    right: right.includes(at),
  }))
  return { ...fresh, text: 'Which?', seconds: 45, options }
}

test('only one option is right unless several may be', () => {
  const rights = (options: { right: boolean }[]) => options.map(({ right }) => right)
  expect(rights(marked(choice(0), 2, true))).toEqual([false, false, true, false])
  expect(rights(marked({ ...choice(0), several: true }, 2, true))).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(rights(withSeveral({ ...choice(1, 3), several: true }, false).options)).toEqual([
    false,
    true,
    false,
    false,
  ])
})

test('a question keeps its text, time and options when its kind changes', () => {
  for (const kind of KINDS) {
    const other = asKind(choice(1), kind, [])
    expect([other.kind, other.text, other.seconds]).toEqual([kind, 'Which?', 45])
  }
  const order = asKind(choice(1), 'order', [])
  expect(solution(order, WORDS)).toBe('0 → 1 → 2 → 3')
  expect(JSON.stringify(order)).not.toContain('right')
  expect(solution(asKind(order, 'choice', []), WORDS)).toBe('')
})

test('what is right is told in words', () => {
  expect(solution({ ...choice(1, 2), several: true }, WORDS)).toBe('1, 2')
  expect(solution(freshQuestion('true_false', []), WORDS)).toBe('True')
})

test('the first question that is wrong is found, also among more than ten', () => {
  const questions = Array.from({ length: 12 }, () => freshQuestion('true_false', []))
  expect(firstWrong(questions, { title: 'Missing', questions: 'Too many' })).toBeUndefined()
  expect(firstWrong(questions, { 'questions.11.choice.text': 'Missing' })).toBe(questions[11])
  const both = { 'questions.10': 'None right', 'questions.2.choice.options.0.text': 'Missing' }
  expect(firstWrong(questions, both)).toBe(questions[2])
})
