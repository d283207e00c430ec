import { expect, test } from 'vitest'
import { match, safeNext, signInPath, signUpPath } from './router'

test.each([
  ['/', { page: 'home' }],
  ['/sign-in', { page: 'signIn' }],
  ['/sign-up/', { page: 'signUp' }],
  ['/account', { page: 'account' }],
  ['/reset/abc', { page: 'reset', token: 'abc' }],
  ['/invite/abc', { page: 'invitation', token: 'abc' }],
  ['/invite', { page: 'missing' }],
  ['/sessions/s1', { page: 'session', id: 's1' }],
  ['/sessions/s1/poster', { page: 'poster', id: 's1' }],
  ['/sessions', { page: 'missing' }],
  ['/sessions/s1/else', { page: 'missing' }],
  ['/sessions/%E0%A4%A', { page: 'session', id: '%E0%A4%A' }],
])('%s', (path, route) => expect(match(path)).toEqual(route))

test.each([
  [null, '/'],
  ['', '/'],
  ['/sessions/s1', '/sessions/s1'],
  ['/?q=a', '/?q=a'],
  ['/invite/abc', '/invite/abc'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/account', '/'],
  ['/..//evil.example', '/'],
])('after signing in, %s leads to %s', (next, path) => expect(safeNext(next)).toBe(path))

test('the ways to sign in and to sign up carry only where to come back to', () => {
  expect(signUpPath(null)).toBe('/sign-up')
  expect(signUpPath('/invite/abc')).toBe('/sign-up?next=%2Finvite%2Fabc')
  expect(signInPath('/')).toBe('/sign-in')
  expect(signInPath('/sessions/s1?a=b')).toBe('/sign-in?next=%2Fsessions%2Fs1%3Fa%3Db')
})
