/**
 * What is on its way, by what was seen when it was asked for: a second press on the same sight is no second command.
 * Where the stream has already told what came of the first, the sight is another one, and a press counts at once.
 */
export class Once {
  #underway = $state.raw<readonly string[]>([])

  busy = (sight: string): boolean => this.#underway.includes(sight)

  /** What came of it; undefined where the same is on its way already. */
  async run<T>(sight: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy(sight)) return undefined
    this.#underway = [...this.#underway, sight]
    try {
      return await work()
    } finally {
      this.#underway = this.#underway.filter((other) => other !== sight)
    }
  }
}
