// Who is signed in here, and what this server is like.
import { api, ApiError } from '../lib/api'
import type { About, User } from '../lib/types'

let about = $state.raw<About | null>(null)
let user = $state.raw<User | null>(null)

export const account = {
  get about() {
    return about
  },
  get user() {
    return user
  },
  known(who: User) {
    user = who
    if (about?.first_account) about = { ...about, first_account: false }
  },
  forget() {
    user = null
  },
  /** Throws when the server cannot be reached. */
  async look() {
    const [place, who] = await Promise.all([api<About>('GET', '/api/about'), whoAmI()])
    about = place
    user = who
  },
}

async function whoAmI(): Promise<User | null> {
  try {
    return await api<User>('GET', '/api/auth/me')
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}
