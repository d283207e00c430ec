import { expect, test } from 'vitest'
import { ago, halves, joinPage, shortAddress } from './format'

const now = Date.parse('2026-03-02T12:00:00Z')

test.each([
  ['2026-03-02T11:59:40Z', 'just now', '방금'],
  ['2026-03-02T12:00:05Z', 'just now', '방금'],
  ['2026-03-02T11:57:00Z', '3 minutes ago', '3분 전'],
  ['2026-03-02T09:10:00Z', '2 hours ago', '2시간 전'],
  ['2026-03-01T11:00:00Z', 'yesterday', '어제'],
  ['2026-02-01T12:00:00Z', 'Feb 1, 2026', '2026. 2. 1.'],
])('%s is "%s", "%s"', (iso, english, korean) => {
  expect(ago(iso, 'en', now)).toBe(english)
  expect(ago(iso, 'ko', now)).toBe(korean)
})

test('addresses are shown as they are typed', () => {
  expect(shortAddress('http://hall.test:3000/join/ABC234')).toBe('hall.test:3000/join/ABC234')
  expect(joinPage('https://madang.example/join/ABC234')).toBe('madang.example/join')
})

test('a code is read in halves', () => expect(halves('ABC234')).toEqual(['ABC', '234']))
