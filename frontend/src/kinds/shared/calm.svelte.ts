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

/** The order of a list in which nothing moves from under a finger. To be made while a card is. */
export class Calm {
  /** When it was touched last, in milliseconds. */
  touched = 0
  /** The newest arrangement for which the list was at rest. */
  #arranged = $state.raw('')

  constructor(arrangement: () => string) {
    $effect(() => {
      const next = arrangement()
      return onceCalm(
        () => this.touched,
        () => (this.#arranged = next),
      )
    })
  }

  get arranged(): string {
    return this.#arranged
  }

  readonly touch = (): void => {
    this.touched = Date.now()
  }
}
