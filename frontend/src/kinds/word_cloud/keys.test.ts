import { expect, test } from 'vitest'
import { distinct } from './keys'

test('a word that is written twice goes once, as it was written first', () => {
  expect(distinct(['Sea', ' ', 'sea', 'ＳＥＡ ', 'sky', 's ea'])).toEqual(['Sea', 'sky'])
})
