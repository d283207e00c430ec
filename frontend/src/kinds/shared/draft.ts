import { newId } from '../../lib/ids'
import { forget, loadJson, saveJson } from '../../lib/storage'

interface Kept {
  round: number
  text: string
  parent: string
  once: string
}

/**
 * What was to be sent and has perhaps not arrived; kept over a reload. The same words sent again go with the same
 * random word: then they are the same post, where only the answer to the first one was lost.
 */
export class Draft {
  readonly #key: string
  readonly #round: number
  #kept: Kept | null

  constructor({ id, round }: { id: string; round: number }) {
    this.#key = `madang.draft.${id}`
    this.#round = round
    const kept = loadJson<Kept>(this.#key)
    this.#kept = kept?.round === round && kept.text && kept.once ? (kept as Kept) : null
  }

  get text(): string {
    return this.#kept?.text ?? ''
  }

  get parent(): string | null {
    return this.#kept?.parent || null
  }

  send(text: string, parent = ''): { text: string; once: string } {
    if (this.#kept?.text !== text || this.#kept.parent !== parent) {
      this.#kept = { round: this.#round, text, parent, once: newId(16) }
      saveJson(this.#key, this.#kept)
    }
    return { text, once: this.#kept.once }
  }

  /** It is there. */
  arrived(): void {
    this.#kept = null
    forget(this.#key)
  }
}
