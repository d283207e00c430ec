import type { PublicSession } from '../lib/types'

/** What the server wrote into the page. */
export interface DocumentState {
  code: string | null
  session: PublicSession | null
  problem: 'not_found' | 'too_many' | null
}

export function documentState(): DocumentState {
  const text = document.getElementById('state')?.textContent
  if (text) return JSON.parse(text) as DocumentState
  return { code: null, session: null, problem: null }
}
