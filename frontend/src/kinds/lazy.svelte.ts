import type { Component } from 'svelte'

type Loaders<Props extends object> = ReadonlyMap<
  string,
  () => Promise<{ default: Component<Props> }>
>

const TRIES = 3

/** The components of kinds, each loaded when it is first needed. */
export class Lazy<Props extends object> {
  readonly #loaders: Loaders<Props>
  readonly #asked = new Set<string>()
  #loaded = $state.raw<ReadonlyMap<string, Component<Props> | 'failed'>>(new Map())

  constructor(loaders: Loaders<Props>) {
    this.#loaders = loaders
  }

  has(kind: string): boolean {
    return this.#loaders.has(kind)
  }

  /** Null while it is on its way. */
  of(kind: string): Component<Props> | 'failed' | null {
    return this.has(kind) ? (this.#loaded.get(kind) ?? null) : 'failed'
  }

  async load(kind: string): Promise<void> {
    const loader = this.#loaders.get(kind)
    if (!loader || this.#asked.has(kind)) return
    this.#asked.add(kind)
    this.#loaded = new Map(this.#loaded).set(kind, await patiently(loader))
  }
}

async function patiently<Props extends object>(
  loader: () => Promise<{ default: Component<Props> }>,
): Promise<Component<Props> | 'failed'> {
  for (let tries = 1; ; tries++) {
    try {
      return (await loader()).default
    } catch {
      if (tries === TRIES) return 'failed'
      await new Promise((resolve) => setTimeout(resolve, 1000 * tries))
    }
  }
}
