import { tick } from 'svelte'
import type { Desk, Outgoing } from '../types'

interface Kept {
  text: string
  changing: string | null
}

/** What somebody is writing: a post, or other words for one of theirs. To be made while a card is. */
export class Writing {
  text = $state.raw('')
  /** The post that is being changed. */
  changing = $state.raw<string | null>(null)
  busy = $state.raw(false)
  area = $state.raw<HTMLTextAreaElement>()
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
    const { text = '', changing = null } = desk.kept<Kept>()
    this.text = text
    this.changing = changing
    $effect(() => {
      const { text, changing } = this
      desk.keep(text ? { text, changing } : {})
    })
  }

  get length(): number {
    return [...this.text.trim().normalize()].length
  }

  /** What is typed meanwhile is the next post, and stays. */
  async send(): Promise<void> {
    const { text, changing } = this
    this.busy = true
    let done: unknown = null
    if (changing) {
      done = await this.#desk.call('PUT', `/posts/${changing}`, { text })
      await this.#desk.refresh()
    } else await this.#desk.write(text)
    if (done !== undefined && this.text === text) this.stop()
    this.busy = false
  }

  change(id: string, text: string): void {
    this.changing = id
    void this.#write(text)
  }

  /** Words that could not be sent; what is typed already stays. */
  bring({ text }: Outgoing): void {
    void this.#write(this.text ? `${this.text}\n${text}` : text)
  }

  stop(): void {
    this.changing = null
    this.text = ''
  }

  async #write(text: string): Promise<void> {
    this.text = text
    await tick()
    this.area?.focus()
  }
}
