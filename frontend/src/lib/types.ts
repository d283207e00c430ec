// The server's answers.

export type Phase = 'upcoming' | 'open' | 'paused' | 'ended'

export interface User {
  id: string
  email: string
  name: string
  provider: 'local' | 'oidc'
  is_admin: boolean
  has_password: boolean
}

export interface About {
  version: string
  registration: 'open' | 'closed'
  first_account: boolean
  sign_in: { name: string } | null
  base_url: string
  base_url_is_local: boolean
}

export interface SignedIn {
  access_token: string | null
  token_type: string
  user: User
}

export interface Device {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
  current: boolean
}

export interface ApiToken {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
}

export interface NewApiToken extends ApiToken {
  token: string
}

export interface Session {
  id: string
  title: string
  description: string | null
  session_code: string
  qr_code_url: string | null
  is_active: boolean
  participant_count: number
  created_at: string
  started_at: string | null
  ended_at: string | null
  phase: Phase
  join_url: string
  anonymous: boolean
  passcode: string | null
  max_participants: number | null
  locked: boolean
  peak_online: number
  trashed_at: string | null
}

export interface PublicSession {
  session_code: string
  title: string
  description: string | null
  is_active: boolean
  phase: Phase
  anonymous: boolean
  passcode_required: boolean
  locked: boolean
}

export type ParticipantState = 'joined' | 'left' | 'removed'

export interface Participant {
  id: string
  nickname: string
  state: ParticipantState
  joined_at: string
}

/** A participant as the presenter sees them. */
export interface ParticipantRow extends Participant {
  online: boolean
}

export interface InTheRoom {
  participant: Participant
  session: PublicSession
  revision: number
}

export interface Joined extends InTheRoom {
  token: string
}

export interface Screen {
  id: string
  name: string
  created_at: string
  last_seen_at: string | null
}

export interface NewScreen extends Screen {
  token: string
  url: string
}
