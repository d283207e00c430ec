import { gone, watchFocus } from './watch-focus'

/**
 * Where what has the focus goes away, the focus goes to the heading of what is seen instead, and not to nowhere. A card
 * that knows a better place is let go first.
 */
export function keepFocus(root: HTMLElement): () => void {
  let focused: Element | null = null

  const enter = ({ target }: FocusEvent) =>
    (focused = root.contains(target as Node) ? (target as Element) : null)
  /** Somebody has let go of it; what is taken away is let go of, too, and that is not meant. */
  const leave = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      if (focused === target && focused && !gone(focused)) focused = null
    })
  const changed = () => {
    if (!focused || !gone(focused)) return
    focused = null
    requestAnimationFrame(() => {
      const now = document.activeElement
      if (!now || now === document.body || gone(now)) {
        root.querySelector<HTMLElement>(':not([hidden]) > article h2')?.focus()
      }
    })
  }

  return watchFocus(root, { enter, leave, changed })
}
