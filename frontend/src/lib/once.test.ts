import { expect, test, vi } from 'vitest'
import { Once } from './once.svelte'

test('a second press on the same sight is no second command, one on another sight is', async () => {
  const once = new Once()
  const work = vi.fn(() => Promise.resolve('done'))
  const first = once.run('open', work)
  expect([once.busy('open'), once.busy('closed')]).toEqual([true, false])
  expect(await once.run('open', work)).toBeUndefined()
  expect(await once.run('closed', work)).toBe('done')
  expect(await first).toBe('done')
  expect(work).toHaveBeenCalledTimes(2)
  expect(await once.run('open', work)).toBe('done')
})

test('what goes wrong leaves nothing busy', async () => {
  const once = new Once()
  await expect(once.run('open', () => Promise.reject(new TypeError('broken')))).rejects.toThrow()
  expect(once.busy('open')).toBe(false)
})
