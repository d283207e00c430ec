import { expect, test } from 'vitest'
import { stillWrong } from './still-wrong'

const a = { id: 'a', text: '' }
const b = { id: 'b', text: '' }
const quiz = (...options: object[]) => ({
  title: '',
  config: { questions: [{ id: 'q', kind: 'choice', text: '', options }], top: 5 },
})
const TEXT = 'config.questions.0.choice.text'
const OPTION = 'config.questions.0.choice.options.1.text'
const names = (fields: object) => Object.keys(fields)

test('what was changed is not wrong any more, the rest still is', () => {
  const before = { title: '', notes: '', config: { unit: '', most: null } }
  const fields = { title: 'Too short', 'config.unit': 'Too long', config: 'Contradictory' }
  expect(stillWrong(fields, before, before)).toEqual(fields)
  expect(names(stillWrong(fields, before, { ...before, title: 'A' }))).toEqual([
    'config.unit',
    'config',
  ])
  const config = { unit: '', most: 3 }
  expect(names(stillWrong(fields, before, { ...before, config }))).toEqual(['title', 'config.unit'])
})

test('a field is found behind the kind of its question', () => {
  const fields = {
    [TEXT]: 'Missing',
    [OPTION]: 'Missing',
    'config.questions.0.choice': 'None right',
  }
  const written = quiz(a, { ...b, text: 'Vega' })
  expect(names(stillWrong(fields, quiz(a, b), written))).toEqual([TEXT])
  expect(names(stillWrong(fields, quiz(a, b), { ...quiz(a, b), title: 'Stars' }))).toEqual(
    names(fields),
  )
})

test('an item keeps what is wrong with it when it is moved, and takes it along when it goes', () => {
  const fields = { [OPTION]: 'Missing' }
  expect(names(stillWrong(fields, quiz(a, b), quiz(b, a)))).toEqual([OPTION.replace('1', '0')])
  expect(stillWrong(fields, quiz(a, b), quiz(a))).toEqual({})
})

test('the whole of a list is another when an item is', () => {
  const fields = { 'config.questions.0.choice.options': 'Two are the same' }
  expect(stillWrong(fields, quiz(a, b), quiz(a, { ...b, text: 'Vega' }))).toEqual({})
})
