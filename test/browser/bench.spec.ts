import { expect, it } from 'vitest'
import { openHop } from '../../bench/work/hop'
import { deliverFromWorker } from '../../bench/work/ticker'

it('tells the other end what was written', async () => {
  const here = await openHop()
  const there = await openHop()
  const told = there.whenTold()
  const start = await here.send()
  expect(await told).toBeGreaterThanOrEqual(start)
  here.end()
  there.end()
})

it('delivers each message once and in its order', async () => {
  const taken: number[] = []
  await deliverFromWorker(20, 10, (index) => taken.push(index))
  expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => index))
})
