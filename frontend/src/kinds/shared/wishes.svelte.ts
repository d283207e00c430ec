/**
 * What is tapped on and off, by key: one request at a time for each, and the last wish is met. What could not be met is
 * as it was before.
 */
export class Wishes {
  #wished = $state.raw<Readonly<Record<string, boolean>>>({})
  readonly #met: Record<string, boolean> = {}
  readonly #busy = new Set<string>()

  /** `send` says whether it has arrived. */
  constructor(private readonly send: (key: string, on: boolean) => Promise<boolean>) {}

  /** Something was tapped here. */
  get any(): boolean {
    return Object.keys(this.#wished).length > 0
  }

  /** Undefined where nothing was tapped. */
  of(key: string): boolean | undefined {
    return this.#wished[key]
  }

  async wish(key: string, on: boolean): Promise<void> {
    this.#wished = { ...this.#wished, [key]: on }
    if (this.#busy.has(key)) return
    this.#busy.add(key)
    try {
      if (!(await this.#meet(key))) {
        const { [key]: _, ...others } = this.#wished
        this.#wished = key in this.#met ? { ...others, [key]: this.#met[key]! } : others
      }
    } finally {
      this.#busy.delete(key)
    }
  }

  async #meet(key: string): Promise<boolean> {
    for (;;) {
      const on = this.#wished[key]!
      const arrived = await this.send(key, on)
      if (arrived) this.#met[key] = on
      if (this.#wished[key] === on) return arrived
    }
  }
}
