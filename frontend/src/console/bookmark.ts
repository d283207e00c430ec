// Where somebody is on the page, so that they are not nowhere when that goes away.
import { gone, watchFocus } from '../lib/watch-focus'

type Back = () => void

const SEEN: CheckVisibilityOptions = { visibilityProperty: true }
/** No text fields: whoever leads through a talk by keys would write into them all of a sudden. */
const CONTROLS = 'button, a[href], select, summary, [type=checkbox], li[tabindex], [tabindex="0"]'

const usable = (element: Element) =>
  element.isConnected && element.checkVisibility(SEEN) && !element.matches(':disabled, [inert] *')

export const isNowhere = () => !document.activeElement || document.activeElement === document.body

function focus(element: HTMLElement, options?: FocusOptions): boolean {
  element.focus(options)
  return document.activeElement === element
}

/** A heading, or a row of a list, takes no focus by itself. */
function stand(element: HTMLElement): boolean {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  return focus(element, { preventScroll: true })
}

const controlIn = (element: Element) =>
  element.matches(CONTROLS)
    ? (element as HTMLElement)
    : [...element.querySelectorAll<HTMLElement>(CONTROLS)].find(usable)

/** What stands at this place of a list or of a group of buttons now, or last in it. */
function neighbour(parent: Element, place: number): boolean {
  const all = [...parent.children]
  const nearest = [...all.slice(place), ...all.slice(0, place).reverse()]
  const control = nearest.filter(usable).map(controlIn).find(Boolean)
  return control ? focus(control) : false
}

const toMain: Back = () =>
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })

/** The focus goes back to this element or, where it is gone, to what stands in its place, or to the heading above. */
function bookmark(element: Element): Back {
  const around: { parent: Element; place: number }[] = []
  for (let child = element; child.parentElement; child = child.parentElement) {
    around.push({
      parent: child.parentElement,
      place: [...child.parentElement.children].indexOf(child),
    })
  }
  return () => {
    if (usable(element) && focus(element as HTMLElement)) return
    for (const { parent, place } of around) {
      if (!usable(parent) || parent === document.body) continue
      const heading = [...parent.querySelectorAll<HTMLElement>('h1, h2, h3')].find(usable)
      const isList = !heading || parent.matches('ul, ol, tbody')
      if (isList && neighbour(parent, place)) return
      if (heading && stand(heading)) return
    }
    toMain()
  }
}

interface Place {
  element: Element
  back: Back
}

let here: Place | null = null

/** Back to where the focus is now or, while a note at the edge of the page has it, was before that. */
export const bookmarked = (): Back => here?.back ?? toMain

function enter({ target }: FocusEvent) {
  const element = target as Element
  const back = (element.closest('[data-passing]') && here?.back) || bookmark(element)
  here = { element, back }
}

/** Somebody has let go of it; what is taken away is let go of, too, and that is not meant. */
const leave = ({ target }: FocusEvent) =>
  queueMicrotask(() => {
    if (here?.element === target && !gone(here.element) && isNowhere()) here = null
  })

/** A dialog that opens now, or a page that begins at its heading, comes first. */
const SOON = 60

/** Over the whole page: what has the focus and goes away leaves it to what comes in its place. */
export function keepPlace(root: HTMLElement): Back {
  let lost: Place | null = null
  const changed = () => {
    if (!here || here === lost || !gone(here.element)) return
    const { back } = (lost = here)
    setTimeout(() => isNowhere() && back(), SOON)
  }
  return watchFocus(root, { enter, leave, changed })
}
