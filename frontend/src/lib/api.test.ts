import { afterEach, expect, test, vi } from 'vitest'
import { api, ApiError, apiPage } from './api'

let asked: [string, RequestInit]

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked = [path, init]
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
  })
}

const refusal = (asking: Promise<unknown>): Promise<ApiError> =>
  asking.then(
    () => expect.fail('it was not refused'),
    (failure: ApiError) => failure,
  )

afterEach(() => void vi.unstubAllGlobals())

test('what is asked for carries the token and the language', async () => {
  answer(200, { id: 'a' })
  expect(await api('POST', '/api/x', { a: 1 }, { token: 't' })).toEqual({ id: 'a' })
  const headers = asked[1].headers as Record<string, string>
  expect(headers.Authorization).toBe('Bearer t')
  expect(headers['Accept-Language']).toMatch(/^(ko|en)$/)
  expect(asked[1].body).toBe('{"a":1}')
})

test('an empty answer is nothing', async () => {
  answer(204, undefined)
  expect(await api('DELETE', '/api/x')).toBeUndefined()
})

test('a refusal says what, why, where and what else', async () => {
  const errors = [{ field: 'nickname', detail: 'too long' }]
  const body = { detail: 'taken', code: 'nickname_taken', suggestion: 'Bear 2', errors }
  answer(409, body, { 'Retry-After': '3' })
  const { status, code, detail, fields, suggestion, retryAfter } = await refusal(
    api('POST', '/api/join/A'),
  )
  expect({ status, code, detail, fields, suggestion, retryAfter }).toEqual({
    status: 409,
    code: 'nickname_taken',
    detail: 'taken',
    fields: { nickname: 'too long' },
    suggestion: 'Bear 2',
    retryAfter: 3,
  })
})

test('without an answer there is still a sentence', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
  const failure = await refusal(api('GET', '/api/x'))
  expect([failure.status, failure.code]).toEqual([0, 'offline'])
  expect(failure.detail).not.toBe('')
})

test("a proxy's page in place of an answer is a refusal like any other", async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway', { status: 502 }))
  const failure = await refusal(api('GET', '/api/x'))
  expect([failure.status, failure.code]).toEqual([502, 'unknown'])
})

test('a page in place of an answer that claims to be well is no answer', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Sign in to the hotel'))
  const failure = await refusal(api('POST', '/api/x'))
  expect([failure.status, failure.code]).toEqual([0, 'offline'])
})

test('the next page is told by the Link header', async () => {
  answer(200, [1], { Link: '</api/sessions?after=x>; rel="next"' })
  expect(await apiPage('GET', '/api/sessions')).toEqual({
    data: [1],
    next: '/api/sessions?after=x',
  })
})
