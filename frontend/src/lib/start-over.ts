const KEY = 'madang.started-over'
const BETWEEN = 60_000
const BEFORE_NEXT_TRY = 3000

const STORES = ['localStorage', 'sessionStorage'] as const

function when(): number {
  return Math.max(
    ...STORES.map((store) => {
      try {
        return Number(globalThis[store].getItem(KEY))
      } catch {
        return 0
      }
    }),
  )
}

/** Whether one of them keeps it. */
function remember(): boolean {
  const now = String(Date.now())
  return STORES.some((store) => {
    try {
      globalThis[store].setItem(KEY, now)
      return true
    } catch {
      return false
    }
  })
}

/**
 * A part of the page could not be loaded, and what failed once is not loaded again by every browser: a new page is. Not
 * while the server cannot be reached, and not one new page after the other: where nothing can be remembered, none.
 */
export async function startOver(): Promise<void> {
  if (Date.now() - when() < BETWEEN) return
  for (;;) {
    try {
      await fetch(location.href, { cache: 'no-store' })
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, BEFORE_NEXT_TRY))
    }
  }
  if (remember()) location.reload()
}
