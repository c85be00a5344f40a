import { expect, test } from './fixtures'

test('a call is accepted, and the invitee is in the room', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await expect(ann.row('ben')).toContainText(/Calling.*0:\d\d|Calling.*1:00/)

  const card = ben.card('ann', room)
  await expect(card).toContainText('Ann is calling')
  await ben.join('ann', room)

  await expect(ben.member('ann')).toBeVisible()
  await expect(ben.member('ben')).toContainText('In the room')
  await expect(ann.member('ben')).toContainText('In the room')
  await expect(ann.row('ben')).toHaveCount(0)
  await expect(ben.page).toHaveURL(new RegExp(`room=${room.replace(' ', '\\+')}`))
  await expect(ben.joinButton('ann', room)).toHaveCount(0)
})

test('a declined call says so, and calling again rings again', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const cat = await open('cat')
  await ann.call('cat')
  await cat.decline('ann', room)
  await expect(ann.row('cat')).toContainText('Declined')
  await expect(cat.joinButton('ann', room)).toHaveCount(0)

  await ann.click(ann.panel.getByRole('button', { name: 'Call Cat again' }))
  await expect(ann.row('cat')).toContainText('Calling')
  await expect(cat.card('ann', room)).toBeVisible()
})

test('a call leads out of one room into another', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room: 'elsewhere' })
  await ann.call('ben')
  await ben.join('ann', room)
  await expect(ann.member('ben')).toBeVisible()
  await expect(ben.page.getByRole('heading', { name: room })).toBeVisible()
  await expect(ben.page.getByText('has ended')).toHaveCount(0)
  await ben.page.reload()
  await expect(ben.member('ann')).toBeVisible()
})

test('a reply goes along when declining', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await ben.click(ben.card('ann', room).getByRole('button', { name: /^More/ }))
  await ben.click(ben.cards.getByRole('button', { name: 'In 10 minutes' }))
  await expect(ann.row('ben')).toContainText('In 10 minutes')
})

test('somebody in another conference says so', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room: 'elsewhere' })
  await ann.call('ben')
  await ben.click(ben.card('ann', room).getByRole('button', { name: /^More/ }))
  await ben.click(ben.cards.getByRole('button', { name: 'I am in another conference' }))
  await expect(ann.row('ben')).toContainText('Busy in another conference')
})

test('a cancelled call stops ringing at once and leaves', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const cat = await open('cat')
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

test("the owner revokes somebody else's call, and both are told", async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  const cat = await open('cat')
  await ben.call('cat')
  await expect(cat.card('ben', room)).toBeVisible()
  await expect(ann.row('cat')).toContainText('Calling')
  await ann.click(ann.panel.getByRole('button', { name: 'Cancel call to Cat' }))
  await expect(cat.card('ben', room)).toContainText('Revoked by the host')
  await expect(ben.row('cat')).toHaveCount(0)
  await expect(ben.panel).toContainText('Ann cancelled your call to Cat')
  await expect(ann.panel).not.toContainText('cancelled')
})

test("a member cannot cancel other people's calls, an admin can", async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  await ann.call('cat')
  await expect(ben.panel.getByRole('button', { name: 'Cancel call to Cat' })).toBeDisabled()

  await ann.click(ann.page.getByRole('button', { name: 'Role of Ben' }))
  await ann.click(ann.page.getByRole('menuitem', { name: 'Make admin' }))
  await expect(ben.member('ben')).toContainText('Admin')
  await ben.click(ben.panel.getByRole('button', { name: 'Cancel call to Cat' }))
  await expect(ann.row('cat')).toHaveCount(0)
})

test('several people are called at once and unanswered ones again in one go', async ({
  context,
  open,
  room,
}) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  await ann.openDialog()
  for (const user of ['ben', 'cat', 'dan']) await ann.click(ann.option(user))
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 3 people' }))
  await expect(ann.panel.getByRole('listitem').filter({ hasText: 'Calling' })).toHaveCount(3)
  await context.clock.fastForward('01:01')
  await expect(ann.panel.getByRole('listitem').filter({ hasText: 'No answer' })).toHaveCount(3)
  await ann.click(ann.panel.getByRole('button', { name: 'Call 3 unanswered again' }))
  await expect(ann.panel.getByRole('listitem').filter({ hasText: 'Calling' })).toHaveCount(3)
})
