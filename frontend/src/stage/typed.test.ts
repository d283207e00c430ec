import { expect, test, vi } from 'vitest'
import { activity, desk, hall, pass, present, see } from './testing'
import { Typed } from './typed'

test('what is typed survives a reload, in its round', async () => {
  const phone = await present()
  expect(desk(phone).kept()).toEqual({})
  desk(phone).keep({ text: 'Half a sen' })
  phone.close()

  const again = await present()
  expect(desk(again).kept()).toEqual({ text: 'Half a sen' })
  see(again, true, activity({ round: 2 }))
  expect(desk(again).kept()).toEqual({})
  desk(again).keep({})
  see(again, true, activity())
  expect(desk(again).kept()).toEqual({})
})

test('each activity has its own, also where another tab keeps something', () => {
  const [a, b] = [
    { id: 'a', round: 1 },
    { id: 'b', round: 1 },
  ]
  const [one, tab] = [new Typed('ABC234'), new Typed('ABC234')]
  one.keep(a, { text: 'One' })
  tab.keep(b, { text: 'Two' })
  expect([one.of(a), one.of(b)]).toEqual([{ text: 'One' }, { text: 'Two' }])
  one.keep(a, {})
  expect([tab.of(a), tab.of(b)]).toEqual([{}, { text: 'Two' }])
})

test('a post is kept once: as what is typed, or among those that wait', async () => {
  const phone = await present()
  hall.server = () => 'away'
  desk(phone).keep({ text: 'One' })
  const written = desk(phone).write('One')
  expect(desk(phone).kept()).toEqual({})
  await pass(1000)
  await written
  expect(desk(phone).outgoing).toMatchObject([{ text: 'One', state: 'waiting' }])
})

test('what is some days old is forgotten at the next start, whichever session it was typed in', () => {
  const [a, b] = [
    { id: 'a', round: 1 },
    { id: 'b', round: 1 },
  ]
  const [here, there] = [new Typed('ABC234'), new Typed('XYZ567')]
  here.keep(a, { text: 'Old' })
  there.keep(a, { text: 'Old' })
  hall.kept.set('madang.typed.OLD234', '{"a":{"round":1,"typed":{"text":"Older"}}}')
  hall.kept.set('madang.seat.OLD234', '{}')
  vi.advanceTimersByTime(2 * 86_400_000)
  here.keep(b, { text: 'Young' })
  vi.advanceTimersByTime(2 * 86_400_000)
  const again = new Typed('ABC234')
  expect([again.of(a), again.of(b)]).toEqual([{}, { text: 'Young' }])
  expect([...hall.kept.keys()].sort()).toEqual(['madang.seat.OLD234', 'madang.typed.ABC234'])
})
