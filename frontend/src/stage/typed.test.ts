import { expect, test } from 'vitest'
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

test('who leaves takes it along; who loses their seat finds it again', async () => {
  const phone = await present()
  desk(phone).keep({ text: 'One' })
  phone.close()
  expect([...hall.kept.values()].join()).toContain('One')
  phone.close(true)
  expect([...hall.kept.values()].join()).not.toContain('One')
})
