import type { Component } from 'svelte'

type Loaders<Props extends object> = ReadonlyMap<
  string,
  () => Promise<{ default: Component<Props> }>
>

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

  /** Whether it is there; a kind without a component has nothing to wait for. */
  async load(kind: string): Promise<boolean> {
    const loader = this.#loaders.get(kind)
    if (!loader || this.#asked.has(kind)) return true
    this.#asked.add(kind)
    const component = await loader().then(
      (module) => module.default,
      () => 'failed' as const,
    )
    this.#set(kind, component)
    return component !== 'failed'
  }

  /** Before it is needed. Where that fails, it is tried again when it is. */
  async preload(kind: string): Promise<void> {
    if (this.#asked.has(kind)) return
    await this.#loaders
      .get(kind)?.()
      .then(
        (module) => this.#set(kind, module.default),
        () => undefined,
      )
  }

  #set(kind: string, component: Component<Props> | 'failed'): void {
    this.#loaded = new Map(this.#loaded).set(kind, component)
  }
}
