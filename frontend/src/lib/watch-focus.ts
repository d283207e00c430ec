/** It has left the page, or can have no focus there any more. */
export const gone = (element: Element) =>
  !element.isConnected || element.matches(':disabled, [hidden] *, [inert] *')

interface Watcher {
  enter(event: FocusEvent): void
  leave(event: FocusEvent): void
  /** Something below the root came or went, or can be used or not any more. */
  changed(): void
}

/** Tells where the focus goes on the page, and when what is below the root changes, until it is ended. */
export function watchFocus(root: HTMLElement, { enter, leave, changed }: Watcher): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled', 'hidden', 'inert'],
  })
  document.addEventListener('focusin', enter)
  document.addEventListener('focusout', leave)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', enter)
    document.removeEventListener('focusout', leave)
  }
}
