import { steadied } from './steadied'

/**
 * The order of a list that stays while somebody points at it or types in it: nothing moves from under them.
 * `<ul {@attach steady.watch}>` over `steady.keep(items)`
 */
export class Steady<Item> {
  #held = $state.raw(false)
  #order: readonly string[] = []

  constructor(private readonly idOf: (item: Item) => string) {}

  keep(items: readonly Item[]): readonly Item[] {
    const kept = this.#held ? steadied(items, this.#order, this.idOf) : items
    this.#order = kept.map(this.idOf)
    return kept
  }

  watch = (node: HTMLElement) => {
    let pointed = false
    // A button keeps the focus of a click; only the keyboard's focus and a text field's say that somebody is here.
    const look = () => (this.#held = pointed || node.querySelector(':focus-visible') !== null)
    // A row that goes loses its focus in the midst of drawing, where nothing may change.
    const lookSoon = () => queueMicrotask(look)
    const point = (event: PointerEvent) => {
      pointed = event.type === 'pointerenter'
      lookSoon()
    }
    node.addEventListener('pointerenter', point)
    node.addEventListener('pointerleave', point)
    document.addEventListener('focusin', lookSoon)
    document.addEventListener('focusout', lookSoon)
    return () => {
      document.removeEventListener('focusin', lookSoon)
      document.removeEventListener('focusout', lookSoon)
      pointed = false
      lookSoon()
    }
  }
}
