// What a form knows while it is being sent, and what the server found wrong in it.
import { tick } from 'svelte'
import { ApiError } from '../lib/api'
import { explain } from './server'

export class Form {
  busy = $state(false)
  problem = $state('')
  fields = $state.raw<Record<string, string>>({})

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
      if (!this.known.some((name) => name in this.fields)) this.problem = explain(error)
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
}

const toFirstWrong = () => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
