// The keys that lead through a talk; presenters' clickers send PageDown and PageUp. Pure.

export type Command = 'next' | 'back' | 'open' | 'results'

/** What people press, as the help shows it. */
export const KEYS: readonly { command: Command; keys: readonly string[] }[] = [
  { command: 'next', keys: ['N', '→', 'Page Down'] },
  { command: 'back', keys: ['P', '←', 'Page Up'] },
  { command: 'open', keys: ['O'] },
  { command: 'results', keys: ['R'] },
]

const COMMANDS: Readonly<Record<string, Command>> = {
  KeyN: 'next',
  ArrowRight: 'next',
  PageDown: 'next',
  KeyP: 'back',
  ArrowLeft: 'back',
  PageUp: 'back',
  KeyO: 'open',
  KeyR: 'results',
}

type Press = Pick<
  KeyboardEvent,
  'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'isComposing'
>

/** By the place of the key, so that a Korean keyboard does the same; a clicker may send a name only. */
export function commandOf(press: Press): Command | null {
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return null
  if (press.repeat || press.isComposing) return null
  return COMMANDS[press.code] ?? COMMANDS[press.key] ?? null
}

/** Where keys already mean something else: text fields, what is moved through by arrows, what is scrolled by keys. */
const BUSY = [
  'input:not([type=checkbox])',
  ...['textarea', 'select', '[contenteditable]', '[popover]'],
  ...['tab', 'radio', 'slider', 'option', 'menuitem', 'log'].map((role) => `[role=${role}]`),
  '[tabindex="0"]',
].join(', ')

export const isBusy = (target: EventTarget | null): boolean =>
  target instanceof Element && (target.closest(BUSY) !== null || scrolls(target))

/** Browsers take what scrolls into the order of Tab, also without a tabindex. */
const scrolls = (element: Element): boolean =>
  !element.matches('html, body') &&
  element.scrollHeight > element.clientHeight &&
  /auto|scroll/.test(getComputedStyle(element).overflowY)
