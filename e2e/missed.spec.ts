import type { BrowserContext } from '@playwright/test'
import type { Device } from './device'
import { expect, test } from './fixtures'

/** Ann calls Ben, who lets it ring to its end. */
async function miss(
  context: BrowserContext,
  { ann, ben, room }: Record<'ann' | 'ben', Device> & { room: string },
) {
  await ann.call('ben')
  await expect(ben.card('ann', room)).toBeVisible()
  await context.clock.fastForward('01:01')
  await expect(ben.joinButton('ann', room)).toHaveCount(0)
}

test('a missed call is counted, outlasts a reload and can still be joined', async ({
  context,
  open,
  room,
}) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben', { room: 'elsewhere' })
  await miss(context, { ann, ben, room })
  const count = ben.page.getByRole('button', { name: '1 missed invitation' })
  await expect(count).toBeVisible()

  await ben.page.reload()
  await ben.click(count)
  const missed = ben.page.getByRole('region', { name: 'Missed invitations' })
  await expect(missed.getByRole('listitem')).toHaveCount(1)
  await expect(missed).toContainText(/Ann.*weekly/)
  await ben.click(missed.getByRole('button', { name: `Join ${room}` }))
  await expect(ann.member('ben')).toBeVisible()
  await expect(ben.member('ann')).toBeVisible()
  await expect(missed).toHaveCount(0)
  await expect(ben.page.getByRole('button', { name: 'Missed invitations' })).toBeVisible()
})

test('the lobby shows what was missed, and says when its room is gone', async ({
  context,
  open,
  room,
}) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await miss(context, { ann, ben, room })
  const missed = ben.page.getByRole('region', { name: 'Missed invitations' })
  await expect(missed).toContainText('1 missed invitation')

  await ann.click(ann.page.getByRole('button', { name: 'End for everybody' }))
  await expect(ann.page.getByText('Reachable for calls')).toBeVisible()
  const join = missed.getByRole('button', { name: `Join ${room}` })
  await ben.click(join)
  await expect(missed.getByRole('alert')).toContainText('Not joined')
  await expect(join).toBeDisabled()

  await ben.click(missed.getByRole('button', { name: 'Dismiss the missed call from Ann' }))
  await expect(missed).toContainText('No missed invitations')
  await ben.page.reload()
  await expect(ben.page.getByText('Reachable for calls')).toBeVisible()
  await expect(missed).toHaveCount(0)
})
