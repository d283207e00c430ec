import { expect, test } from 'vitest'
import { commandOf } from './keys'

const press = (code: string, more: object = {}) => ({
  code,
  key: code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
})

test('keys and clickers lead through the talk', () => {
  expect(commandOf(press('KeyN'))).toBe('next')
  expect(commandOf(press('KeyN', { key: 'ㅜ' }))).toBe('next')
  expect(commandOf(press('', { key: 'PageDown' }))).toBe('next')
  expect(commandOf(press('PageUp'))).toBe('back')
  expect(commandOf(press('KeyO'))).toBe('open')
  expect(commandOf(press('KeyR'))).toBe('results')
  expect(commandOf(press('KeyX'))).toBeNull()
})

test('a held key, a composition and a shortcut of the browser do nothing', () => {
  expect(commandOf(press('PageDown', { repeat: true }))).toBeNull()
  expect(commandOf(press('KeyN', { isComposing: true }))).toBeNull()
  expect(commandOf(press('KeyR', { ctrlKey: true }))).toBeNull()
  expect(commandOf(press('ArrowLeft', { altKey: true }))).toBeNull()
})
