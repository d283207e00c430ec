import type { ApiError } from '../lib/api'
import type { Visit } from './visit.svelte'

/** Phones that waited come in over two seconds, not all in one instant. */
const SPREAD = 2000
/** Whoever is still typing is not cut off in the middle of a name. */
const TYPING = 2500
/** Refusals that pass by themselves. */
const passing = ({ status, retryAfter }: ApiError) => status === 0 || status >= 500 || retryAfter

/**
 * Takes a phone that waited in, once the session opens and all that it asks for is typed. Answers whether it is on its
 * way. To be called while a component is being made.
 */
export function whenOpen(of: () => Visit): () => boolean {
  let lastTyped = 0
  let on = $state.raw(false)

  $effect(() => {
    void of().nickname
    void of().passcode
    lastTyped = Date.now()
  })

  $effect(() => {
    const visit = of()
    const open = visit.session?.phase === 'open' && !visit.session.locked
    if (!open || !visit.waited || !visit.complete || visit.busy) return
    const { problem } = visit
    if (problem && !passing(problem)) {
      visit.waited = false
      on = false
      return
    }
    on = true
    const rest = problem ? (problem.retryAfter ?? 2) * 1000 : TYPING - (Date.now() - lastTyped)
    const timer = setTimeout(() => void visit.join(), Math.max(0, rest) + Math.random() * SPREAD)
    return () => clearTimeout(timer)
  })

  return () => on && of().waited
}
