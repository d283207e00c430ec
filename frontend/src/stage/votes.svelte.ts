import type { Mine } from '../kinds/types'
import { Outbox } from './outbox.svelte'
import { Sender, type Outcome } from './sender'

/** A post voted for or reacted to, or that taken back. */
export interface Vote {
  activity: string
  round: number
  post: string
  /** '' for a plain vote. */
  emoji: string
  on: boolean
}

type About = Pick<Vote, 'activity' | 'post' | 'emoji'>
const keyOf = ({ activity, post, emoji }: About) => `${activity} ${post} ${emoji}`

/** The votes that have not arrived yet: of each the last wish is met. */
export class Votes {
  readonly #outbox: Outbox<Vote>
  readonly #sender: Sender<Vote>

  constructor(
    code: string,
    post: (vote: Vote) => Promise<void>,
    tell: (vote: Vote, outcome: Outcome) => void,
  ) {
    this.#outbox = new Outbox<Vote>(`madang.votes.${code}`, keyOf)
    this.#sender = new Sender(this.#outbox, ({ activity }) => activity, post, tell)
  }

  /** As it is wished, or else as it is. */
  has(about: About, mine: Mine | null): boolean {
    const wish = this.#outbox.all.find((vote) => keyOf(vote) === keyOf(about))
    return (
      wish?.on ??
      mine?.votes.some(([post, emoji]) => post === about.post && emoji === about.emoji) ??
      false
    )
  }

  wish(vote: Vote): void {
    this.#outbox.put(vote)
    this.#sender.kick()
  }

  kick(): void {
    this.#sender.kick()
  }

  close(): void {
    this.#sender.close()
  }
}
