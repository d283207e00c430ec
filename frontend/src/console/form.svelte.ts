// What a form knows while it is being sent, and what the server found wrong in it.
import { tick } from 'svelte'
import { ApiError } from '../lib/api'
import { t } from './messages'
import { explain } from './server'

export class Form {
  busy = $state(false)
  problem = $state('')
  fields = $state.raw<Readonly<Record<string, string>>>({})
  /** How often it was refused. */
  refused = $state(0)

  constructor(private known: string[]) {}

  async send(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.problem = ''
    this.fields = {}
    try {
      await work()
      return true
    } catch (error) {
      this.fields = error instanceof ApiError ? error.fields : {}
      if (!this.known.some((name) => name in this.fields)) this.problem = said(error)
      this.refused++
      tick().then(toFirstWrong)
      return false
    } finally {
      this.busy = false
    }
  }

  fail(field: string, detail: string) {
    this.fields = { [field]: detail }
    tick().then(toFirstWrong)
  }

  /** Something was written since: what is still wrong of what was. */
  edited(fields: Readonly<Record<string, string>>) {
    this.problem = ''
    this.fields = fields
  }

  /** As `edited`, of one field. */
  mended(field: string) {
    const { [field]: _, ...others } = this.fields
    this.edited(others)
  }
}

function said(error: unknown): string {
  const sentence = explain(error)
  const unanswered = error instanceof ApiError && !error.status
  return unanswered ? `${sentence}. ${t().problem.kept}` : sentence
}

/** A sentence without a field of its own stands beside the fields that it is about. */
function toFirstWrong() {
  const form = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document
  const wrong = form.querySelector<HTMLElement>('[aria-invalid=true], .error:not(.of-form)')
  const field = wrong?.matches('.error')
    ? wrong.parentElement?.querySelector<HTMLElement>('textarea, input')
    : wrong
  field?.focus()
}
