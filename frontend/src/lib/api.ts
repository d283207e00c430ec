import { language } from './i18n.svelte'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface ApiOptions {
  token?: string | null
  signal?: AbortSignal
}

/** What went wrong, in a sentence for people (`detail`) and in a word for programs (`code`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    /** 0 when there was no answer at all. */
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** Sentences by the name of the field that they are about. */
    readonly fields: Readonly<Record<string, string>> = {},
    readonly suggestion?: string,
    /** Seconds after which it is worth trying again. */
    readonly retryAfter?: number,
  ) {
    super(detail)
  }
}

/** Asks the server; answers what it said, or throws an ApiError. */
export async function api<T>(
  method: Method,
  path: string,
  body?: unknown,
  options: ApiOptions = {},
): Promise<T> {
  return (await apiPage<T>(method, path, body, options)).data
}

/** As `api`, with the address of the next page, where there is one. */
export async function apiPage<T>(
  method: Method,
  path: string,
  body?: unknown,
  { token, signal }: ApiOptions = {},
): Promise<{ data: T; next: string | null }> {
  const headers: Record<string, string> = { 'Accept-Language': language() }
  if (token) headers.Authorization = `Bearer ${token}`
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let response: Response
  let text: string
  let data: unknown
  try {
    response = await fetch(path, {
      method,
      headers,
      signal: signal ?? null,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    text = await response.text()
    // A hotel's sign-in page in place of an answer is none.
    if (response.ok && text) data = JSON.parse(text)
  } catch (failure) {
    if (signal?.aborted) throw failure
    throw new ApiError(0, 'offline', sentence('offline'))
  }
  if (!response.ok) throw refusal(response, parsed(text))
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(response.headers.get('Link') ?? '')
  return { data: data as T, next: next?.[1] ?? null }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Refusal {
  detail?: unknown
  code?: string
  suggestion?: string
  errors?: { field: string; detail: string }[]
}

function refusal(response: Response, answer: unknown): ApiError {
  const { detail, code, suggestion, errors } = (answer ?? {}) as Refusal
  return new ApiError(
    response.status,
    code ?? (response.status === 404 ? 'not_found' : 'unknown'),
    typeof detail === 'string' ? detail : sentence('unknown'),
    Object.fromEntries((errors ?? []).map((error) => [error.field, error.detail])),
    suggestion,
    Number(response.headers.get('Retry-After')) || undefined,
  )
}

const SENTENCES = {
  offline: {
    ko: '서버에 연결할 수 없습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.',
    en: 'The server cannot be reached. Check your connection and try again.',
  },
  unknown: {
    ko: '문제가 생겼습니다. 잠시 후 다시 시도해 주세요.',
    en: 'Something went wrong. Please try again in a moment.',
  },
}

export const sentence = (about: keyof typeof SENTENCES) => SENTENCES[about][language()]
