/** How long a list stands still after it was touched. */
const CALM = 3000

/** Calls `then` once nobody has touched it for that long; what is returned calls that off. */
export function onceCalm(touched: () => number, then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const look = () => {
    const left = touched() + CALM - Date.now()
    if (left > 0) timer = setTimeout(look, left)
    else then()
  }
  look()
  return () => clearTimeout(timer)
}
