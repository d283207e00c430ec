import { load, save } from './storage'

const KEY = 'madang.started-over'
const BETWEEN = 60_000
const BEFORE_NEXT_TRY = 3000

/**
 * A part of the page could not be loaded, and what failed once is not loaded again by every browser: a new page is. Not
 * while the server cannot be reached, and not one new page after the other.
 */
export async function startOver(): Promise<void> {
  if (Date.now() - Number(load(KEY)) < BETWEEN) return
  for (;;) {
    try {
      await fetch(location.href, { cache: 'no-store' })
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, BEFORE_NEXT_TRY))
    }
  }
  save(KEY, String(Date.now()))
  location.reload()
}
