import { load, saveJson } from '../lib/storage'

/** What waits to be sent, the newest for each key; kept over a reload. */
export class Outbox<Item> {
  readonly #name: string
  readonly #keyOf: (item: Item) => string
  #waiting = $state.raw<readonly Item[]>([])

  constructor(name: string, keyOf: (item: Item) => string) {
    this.#name = name
    this.#keyOf = keyOf
    this.#waiting = read(name)
  }

  get all(): readonly Item[] {
    return this.#waiting
  }

  put(item: Item): void {
    const key = this.#keyOf(item)
    this.keep([...this.#waiting.filter((other) => this.#keyOf(other) !== key), item])
  }

  /** Not where a newer one has taken its place meanwhile. */
  drop(item: Item): void {
    this.keep(this.#waiting.filter((other) => other !== item))
  }

  keep(waiting: readonly Item[]): void {
    this.#waiting = waiting
    saveJson(this.#name, waiting)
  }
}

function read<Item>(name: string): Item[] {
  try {
    const kept: unknown = JSON.parse(load(name) ?? '[]')
    return Array.isArray(kept) ? (kept as Item[]) : []
  } catch {
    return []
  }
}
