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
  // The development server writes nothing: the address says where we are, the API the rest.
  return { code: location.pathname.split('/')[2] || null, session: null, problem: null }
}
