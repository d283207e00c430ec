/** One event of a text/event-stream. */
export interface ServerEvent {
  event: string
  data: string
  id: string | null
  retry: number | null
}

/** Cuts a text/event-stream into events, wherever the network cut it into pieces. */
export class EventParser {
  #rest = ''
  #event = ''
  #data: string[] = []
  #id: string | null = null
  #retry: number | null = null

  /** The events that this piece completes. */
  push(piece: string): ServerEvent[] {
    const events: ServerEvent[] = []
    let text = this.#rest + piece
    // A CR at the very end may be the first half of CRLF: it waits for what follows.
    const waiting = text.endsWith('\r') ? '\r' : ''
    if (waiting) text = text.slice(0, -1)
    const lines = text.split(/\r\n|\n|\r/)
    this.#rest = (lines.pop() ?? '') + waiting
    for (const line of lines) {
      if (line) this.#field(line)
      else this.#dispatch(events)
    }
    return events
  }

  #field(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'data') this.#data.push(value)
    else if (name === 'event') this.#event = value
    else if (name === 'id' && !value.includes('\0')) this.#id = value
    else if (name === 'retry' && /^\d+$/.test(value)) this.#retry = Number(value)
  }

  #dispatch(events: ServerEvent[]): void {
    if (this.#data.length || this.#retry !== null) {
      events.push({
        event: this.#event || 'message',
        data: this.#data.join('\n'),
        id: this.#id,
        retry: this.#retry,
      })
    }
    this.#event = ''
    this.#data = []
    this.#id = null
    this.#retry = null
  }
}
