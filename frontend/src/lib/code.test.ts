import { expect, test } from 'vitest'
import { readCode, spacedCode } from './code'

test.each(['ABC234', 'abc234', ' abc 234', 'ABC-234', 'a b c – 2 3 4', 'ＡＢＣ２３４'])(
  '"%s" is ABC234',
  (typed) => expect(readCode(typed)).toBe('ABC234'),
)

test('a code is shown in two halves', () => expect(spacedCode('ABC234')).toBe('ABC 234'))
