// Copying text also where the clipboard is missing, as over plain HTTP in a hall.
import { t } from './messages'
import { complain, note } from './toasts.svelte'

export async function copy(text: string, done = t().copied) {
  if ((await byClipboard(text)) || bySelection(text)) note(done)
  else complain(t().copyFailed)
}

async function byClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // not there, or not allowed
  }
}

// The old way needs the text selected in the page; inside an open dialog, or it cannot be focused.
function bySelection(text: string): boolean {
  const field = document.createElement('textarea')
  const before = document.activeElement as HTMLElement | null
  field.value = text
  field.readOnly = true
  field.className = 'unseen'
  const parent = before?.closest('dialog') ?? document.body
  parent.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  before?.focus()
  return copied
}
