import { expect, test } from './fixtures'

test('simulated people join, decline, are busy or do not answer', async ({
  context,
  open,
  room,
}) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  await ann.call('fay', 'gus', 'hana', 'ivo')
  await context.clock.runFor(3_000)
  await expect(ann.row('hana')).toContainText('Busy in another conference')
  await expect(ann.row('gus')).toContainText('In ten minutes, I promise')
  await context.clock.runFor(1_000)
  await expect(ann.member('fay')).toContainText('In the room')
  await expect(ann.row('fay')).toHaveCount(0)
  await expect(ann.row('ivo')).toContainText('Calling')
})

test('another tab plays them on when the first one closes', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  await ann.page.close()
  await ben.call('gus')
  await expect(ben.row('gus')).toContainText('Declined')
})
