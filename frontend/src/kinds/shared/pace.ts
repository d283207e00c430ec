/** Runs when it is asked to, one run after the other and at most one in `pause` milliseconds; the last wish is met. */
export class Pace {
  #busy = false
  #again = false
  #ended = false

  constructor(
    private readonly run: () => Promise<void>,
    private readonly pause: number,
  ) {}

  ask(): void {
    if (this.#busy) this.#again = true
    else void this.#go()
  }

  end(): void {
    this.#ended = true
  }

  async #go(): Promise<void> {
    this.#busy = true
    const rest = new Promise((go) => setTimeout(go, this.pause))
    try {
      await this.run()
    } finally {
      await rest
      this.#busy = false
      if (this.#again && !this.#ended) {
        this.#again = false
        void this.#go()
      }
    }
  }
}
