import { expect, test } from 'vitest'
import { isSame } from './same'

test.each([
  [
    { a: 1, b: [1, 2] },
    { b: [1, 2], a: 1 },
  ],
  ['x', 'x'],
  [null, null],
])('%j says the same as %j', (one, other) => expect(isSame(one, other)).toBe(true))

test.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: undefined }, { b: undefined }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  [1, '1'],
])('%j says something else than %j', (one, other) => expect(isSame(one, other)).toBe(false))
