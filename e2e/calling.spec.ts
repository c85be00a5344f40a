import { expect, test } from './fixtures'

test('a call is declined, answered with a reply, and at last accepted', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const callAgain = () =>
    ann.click(ann.panel.getByRole('button', { name: 'Call Ben again', exact: true }))

  await test.step('a declined call says so, and calling again rings again', async () => {
    await ann.call('ben')
    await expect(ben.card('ann', room)).toContainText('Ann is calling')
    await ben.decline('ann', room)
    await expect(ann.row('ben')).toContainText('Declined')
    await expect(ben.joinButton('ann', room)).toHaveCount(0)

    await callAgain()
    await expect(ann.row('ben')).toContainText(/Calling.*0:\d\d|Calling.*1:00/)
    await expect(ben.joinButton('ann', room)).toBeVisible()
  })

  await test.step('a reply goes along when declining', async () => {
    await ben.click(ben.card('ann', room).getByRole('button', { name: /^More/ }))
    await ben.click(ben.cards.getByRole('button', { name: 'In 10 minutes' }))
    await expect(ann.row('ben')).toContainText('In 10 minutes')
  })

  await test.step('an accepted call is over, and the invitee is in the room', async () => {
    await callAgain()
    await ben.join('ann', room)
    await expect(ben.member('ann')).toBeVisible()
    await expect(ben.member('ben')).toContainText('In the room')
    await expect(ann.member('ben')).toContainText('In the room')
    await expect(ann.row('ben')).toHaveCount(0)
    await expect(ben.page).toHaveURL(new RegExp(`room=${room.replace(' ', '\\+')}`))
    await expect(ben.joinButton('ann', room)).toHaveCount(0)
  })
})

test('somebody in another conference is called', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room: 'elsewhere' })

  await test.step('who is busy says so', async () => {
    await ann.call('ben')
    await ben.click(ben.card('ann', room).getByRole('button', { name: /^More/ }))
    await ben.click(ben.cards.getByRole('button', { name: 'I am in another conference' }))
    await expect(ann.row('ben')).toContainText('Busy in another conference')
  })

  await test.step('a call leads out of one room into another, for good', async () => {
    await ann.click(ann.panel.getByRole('button', { name: 'Call Ben again', exact: true }))
    await ben.join('ann', room)
    await expect(ann.member('ben')).toBeVisible()
    await expect(ben.page.getByRole('heading', { name: room })).toBeVisible()
    await expect(ben.page.getByText('has ended')).toHaveCount(0)
    await ben.page.reload()
    await expect(ben.member('ann')).toBeVisible()
  })
})

test('calls are cancelled, or nobody answers them', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const cat = await open('cat')

  await test.step('a cancelled call stops ringing at once and leaves', async () => {
    await ann.call('cat')
    const card = cat.card('ann', room)
    await expect(card).toBeVisible()
    await ann.click(ann.panel.getByRole('button', { name: 'Cancel call to Cat' }))
    await expect(ann.row('cat')).toHaveCount(0)
    await expect(card).toContainText('Cancelled by Ann')
    await expect(cat.joinButton('ann', room)).toHaveCount(0)
    await context.clock.fastForward(5_000)
    await expect(card).toHaveCount(0)
  })

  await test.step('several are called at once, and unanswered ones again in one go', async () => {
    const rows = ann.panel.getByRole('listitem')
    await ann.openDialog()
    for (const user of ['ben', 'cat', 'dan']) await ann.click(ann.option(user))
    await ann.click(ann.dialog.getByRole('button', { name: 'Call 3 people' }))
    await expect(rows.filter({ hasText: 'Calling' })).toHaveCount(3)
    await context.clock.fastForward('01:01')
    await expect(rows.filter({ hasText: 'No answer' })).toHaveCount(3)
    await ann.click(ann.panel.getByRole('button', { name: 'Call 3 unanswered again' }))
    await expect(rows.filter({ hasText: 'Calling' })).toHaveCount(3)
    await expect(cat.joinButton('ann', room)).toBeVisible()
  })
})

test('calls are ended by others than who made them', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  const cat = await open('cat')

  await test.step("the owner revokes somebody else's call, and both are told", async () => {
    await ben.call('cat')
    await expect(cat.card('ben', room)).toBeVisible()
    await expect(ann.row('cat')).toContainText('Calling')
    await ann.click(ann.panel.getByRole('button', { name: 'Cancel call to Cat' }))
    await expect(cat.card('ben', room)).toContainText('Revoked by the host')
    await expect(ben.row('cat')).toHaveCount(0)
    await expect(ben.panel).toContainText('Ann cancelled your call to Cat')
    await expect(ann.panel).not.toContainText('cancelled')
  })

  await test.step("a member cannot cancel other people's calls, an admin can", async () => {
    await ann.call('cat')
    const cancel = ben.panel.getByRole('button', { name: 'Cancel call to Cat' })
    await expect(cancel).toBeDisabled()
    await ann.click(ann.page.getByRole('button', { name: 'Role of Ben' }))
    await ann.click(ann.page.getByRole('menuitem', { name: 'Make admin' }))
    await expect(ben.member('ben')).toContainText('Admin')
    await ben.click(cancel)
    await expect(ann.row('cat')).toHaveCount(0)
  })

  await test.step('ending the room for everybody ends its calls', async () => {
    await ann.call('cat')
    await expect(cat.joinButton('ann', room)).toBeVisible()
    await ann.click(ann.page.getByRole('button', { name: 'End for everybody' }))
    const question = ann.page.getByRole('alertdialog')
    await ann.click(question.getByRole('button', { name: 'End for everybody' }))
    await expect(cat.joinButton('ann', room)).toHaveCount(0)
    await expect(ben.page.getByText(`${room} has ended.`)).toBeVisible()
    await expect(ann.page.getByText('Reachable for calls')).toBeVisible()
  })
})
