import { expect, test } from 'vitest'
import { EventParser, type ServerEvent } from './sse'

const event = (fields: Partial<ServerEvent>): ServerEvent => ({
  event: 'message',
  data: '',
  id: null,
  retry: null,
  ...fields,
})

const TEXT =
  ': hello\nid: 7\ndata: {"rows":[]}\n\nevent: presence\r\ndata:{"online":3}\r\n\r\n' +
  'event: end\ndata: {"reason":"shutdown"}\nretry: 4000\n\ndata: a\ndata: 마당\n\n'
const EVENTS = [
  event({ id: '7', data: '{"rows":[]}' }),
  event({ event: 'presence', data: '{"online":3}' }),
  event({ event: 'end', data: '{"reason":"shutdown"}', retry: 4000 }),
  event({ data: 'a\n마당' }),
]

test('a stream is cut into events', () => expect(new EventParser().push(TEXT)).toEqual(EVENTS))

test('wherever the network cuts it, the events are the same', () => {
  for (let size = 1; size < TEXT.length; size++) {
    const parser = new EventParser()
    const events: ServerEvent[] = []
    for (let at = 0; at < TEXT.length; at += size) {
      events.push(...parser.push(TEXT.slice(at, at + size)))
    }
    expect(events, `in pieces of ${size}`).toEqual(EVENTS)
  }
})

test('an event without its end is not told yet', () => {
  const parser = new EventParser()
  expect(parser.push('data: a\n')).toEqual([])
  expect(parser.push('\n')).toEqual([event({ data: 'a' })])
})

test('fields of one event do not leak into the next', () => {
  const parser = new EventParser()
  parser.push('event: ping\nid: 9\ndata: {}\n\n')
  expect(parser.push('data: b\n\n')).toEqual([event({ data: 'b' })])
})
