import type { Outgoing, Paged } from '../kinds/types'
import { Outbox } from './outbox.svelte'
import { Sender, type Outcome } from './sender'

/** Something that somebody wrote. */
export interface Letter {
  activity: string
  round: number
  once: string
  text: string
  parent: string | null
  /** Why it does not go any more: it stays until its author takes it away. */
  refused?: string
}

/** What has not arrived within this time is seen where it will stand. */
const MOMENT = 1000

/** The posts that have not arrived yet. Those of an activity go one after the other, as they were written. */
export class Posts {
  readonly #letters: Outbox<Letter>
  readonly #sender: Sender<Letter>
  /** Of those that are seen: what the server says of them, null while nothing is known. */
  #told = $state.raw<ReadonlyMap<string, string | null>>(new Map())
  #arrived = $state.raw<readonly Paged[]>([])
  readonly #settle = new Map<string, () => void>()

  constructor(code: string, post: (letter: Letter) => Promise<Paged>) {
    this.#letters = new Outbox(`madang.posts.${code}`, ({ once }) => once)
    this.#told = new Map(this.#letters.all.map(({ once }) => [once, '']))
    const letters = this.#letters
    const box = {
      get all() {
        return letters.all.filter(({ refused }) => refused === undefined)
      },
      drop: (letter: Letter) => letters.drop(letter),
    }
    this.#sender = new Sender(
      box,
      ({ activity }) => activity,
      async (letter) => {
        const arrived = await post(letter)
        this.#arrived = [...this.#arrived, arrived]
      },
      (letter, outcome) => this.#hear(letter, outcome),
    )
  }

  /** Those that are on their way, oldest first. */
  outgoing(which: (activity: string) => boolean): readonly Outgoing[] {
    return this.#letters.all.flatMap(({ activity, once, text, parent, refused }) => {
      const told = this.#told.get(once)
      if (!which(activity) || (told === undefined && refused === undefined)) return []
      const state = refused !== undefined ? 'refused' : told === null ? 'sending' : 'waiting'
      return [{ once, text, parent, state, problem: refused ?? told ?? '' }]
    })
  }

  /** Those that have arrived from this page, oldest first. */
  arrived(activity: string, round: number): readonly Paged[] {
    return this.#arrived.filter((post) => post.activity === activity && post.round === round)
  }

  /** Settles when it is known how it fares, or after a moment. */
  write(letter: Letter): Promise<void> {
    const { activity, once } = letter
    const before = this.#letters.all.filter((other) => other.activity === activity)
    const queue = before.map((other) => this.#told.get(other.once)).find((told) => told != null)
    this.#letters.put(letter)
    const settled = new Promise<void>((resolve) => this.#settle.set(once, resolve))
    if (queue !== undefined) this.#tell(once, queue)
    else setTimeout(() => this.#settle.has(once) && this.#tell(once, null), MOMENT)
    this.kick()
    return settled
  }

  /** It does not go any more, unless it is there already. */
  withdraw(once: string): void {
    this.#letters.keep(this.#letters.all.filter((letter) => letter.once !== once))
    this.#forget(once)
  }

  kick(): void {
    this.#sender.kick()
  }

  close(): void {
    this.#sender.close()
  }

  #hear(letter: Letter, outcome: Outcome): void {
    const { once } = letter
    if (outcome.sending === 'sending') {
      // One that has waited: while it goes again, nobody can take it back.
      if (this.#told.has(once)) this.#tell(once, null)
      return
    }
    if (!('failure' in outcome)) return this.#forget(once)
    const { status, detail } = outcome.failure
    if (outcome.sending === 'waiting' || status === 401)
      return this.#tell(once, status ? detail : '')
    this.#letters.keep(
      this.#letters.all.map((one) => (one === letter ? { ...letter, refused: detail } : one)),
    )
    this.#forget(once)
  }

  #tell(once: string, told: string | null): void {
    this.#told = new Map(this.#told).set(once, told)
    this.#settled(once)
  }

  #forget(once: string): void {
    const told = new Map(this.#told)
    told.delete(once)
    this.#told = told
    this.#settled(once)
  }

  #settled(once: string): void {
    this.#settle.get(once)?.()
    this.#settle.delete(once)
  }
}
