import type { Desk } from '../kinds/types'
import { Looked } from './looked.svelte'
import type { Holder } from './phone.svelte'

const DESK: Desk = {
  sending: 'idle',
  problem: '',
  respond: () => Promise.resolve(false),
  takeBack: () => Promise.resolve(false),
  write: () => Promise.resolve(),
  outgoing: [],
  withdraw: () => undefined,
  kept: () => ({}),
  keep: () => undefined,
  posted: [],
  vote: () => undefined,
  voted: () => false,
  call: () => Promise.resolve(undefined),
  latest: (post) => post,
  refresh: () => Promise.resolve(),
  now: () => Date.now(),
}

/** A phone on which nothing has been done and nothing can be; `now` is the server's time. */
export const preview = (now: () => number): Holder => ({
  looked: new Looked(null),
  mineOf: () => ({ answers: {}, posts: [], votes: [] }),
  deskOf: () => ({ ...DESK, now }),
  failed: () => undefined,
})
