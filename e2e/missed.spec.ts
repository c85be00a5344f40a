import { expect, test } from './fixtures'

test('missed calls are kept, joined later, or dismissed', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben', { room: 'elsewhere' })
  const missed = ben.page.getByRole('region', { name: 'Missed invitations' })
  const join = missed.getByRole('button', { name: `Join ${room}` })
  /** Ann calls Ben, who lets it ring to its end. */
  const miss = async () => {
    await ann.call('ben')
    await expect(ben.joinButton('ann', room)).toBeVisible()
    await context.clock.fastForward('01:01')
    await expect(ben.joinButton('ann', room)).toHaveCount(0)
  }

  await test.step('a missed call is counted, outlasts a reload and can still be joined', async () => {
    await miss()
    const count = ben.page.getByRole('button', { name: '1 missed invitation' })
    await expect(count).toBeVisible()
    await ben.page.reload()
    await ben.click(count)
    await expect(missed.getByRole('listitem')).toHaveCount(1)
    await expect(missed).toContainText(/Ann.*weekly/)
    await ben.click(join)
    await expect(ann.member('ben')).toBeVisible()
    await expect(ben.member('ann')).toBeVisible()
    await expect(missed).toHaveCount(0)
    await expect(ben.page.getByRole('button', { name: 'Missed invitations' })).toBeVisible()
  })

  await test.step('the lobby shows what was missed', async () => {
    await ben.click(ben.page.getByRole('button', { name: 'Leave' }))
    await expect(ben.page.getByText('Reachable for calls')).toBeVisible()
    await miss()
    await expect(missed).toContainText('1 missed invitation')
  })

  await test.step('a room that is gone cannot be joined, and what was dismissed stays away', async () => {
    await ann.click(ann.page.getByRole('button', { name: 'End for everybody' }))
    await expect(ann.page.getByText('Reachable for calls')).toBeVisible()
    await ben.click(join)
    await expect(missed.getByRole('alert')).toContainText('Not joined')
    await expect(join).toBeDisabled()

    await ben.click(missed.getByRole('button', { name: 'Dismiss the missed call from Ann' }))
    await expect(missed).toContainText('No missed invitations')
    await ben.page.reload()
    await expect(ben.page.getByText('Reachable for calls')).toBeVisible()
    await expect(missed).toHaveCount(0)
  })
})
