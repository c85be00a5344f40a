import { expect, test } from './fixtures'

test('a call rings to its real end, then nobody answered', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  const card = ben.card('ann', room)
  await expect(card).toContainText(/0:5\d|1:00/)

  // From here on time passes only when the test says so, and near the end in small steps: no page is ever far ahead of
  // the other, and the card's last words stay for 4 s of this time however long a busy machine takes.
  await context.clock.pauseAt((await ben.page.evaluate(() => Date.now())) + 5_000)
  const soon = (look: () => Promise<void>) =>
    expect(async () => {
      await context.clock.runFor(200)
      await look()
    }).toPass({ timeout: 20_000, intervals: [10] })

  await context.clock.fastForward(45_000)
  await expect(card).toContainText(/0:0\d|0:10/)
  await expect(ann.row('ben')).toContainText('Calling')

  await context.clock.fastForward(5_000)
  await soon(() => expect(card).toContainText('No answer', { timeout: 200 }))
  await soon(() => expect(ann.row('ben')).toContainText('No answer', { timeout: 200 }))
  await context.clock.fastForward(5_000)
  await soon(() => expect(card).toHaveCount(0, { timeout: 200 }))
})

test('one person with two devices answers on one of them', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const laptop = await open('ben')
  const phone = await open('ben')
  await ann.call('ben')
  await expect(phone.card('ann', room)).toBeVisible()
  await laptop.join('ann', room)
  await expect(phone.card('ann', room)).toContainText('Answered on another device')
  await expect(laptop.member('ann')).toBeVisible()
  await expect(phone.joinButton('ann', room)).toHaveCount(0)
})

test('two calls ring as a stack, each is answered by itself', async ({ open, room }) => {
  const other = `${room} 2`
  const ann = await open('ann', { room })
  const dan = await open('dan', { room: other })
  const eve = await open('eve')
  await ann.call('eve')
  await expect(eve.card('ann', room)).toBeVisible()
  await dan.call('eve')
  await expect(eve.card('dan', other)).toBeVisible()
  await expect(eve.cards).toHaveCount(2)

  await eve.decline('dan', other)
  await expect(dan.row('eve')).toContainText('Declined')
  await eve.join('ann', room)
  await expect(ann.member('eve')).toBeVisible()
})

test('two people calling into one room are one card', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  const cat = await open('cat')
  await ann.call('cat')
  await expect(cat.card('ann', room)).toBeVisible()
  await expect(ben.row('cat')).toContainText('Calling')
  await ben.openDialog()
  await expect(ben.option('cat')).toContainText('Being called')
  await expect(cat.cards).toHaveCount(1)
})

test("the inviter's tab is gone, and the invitee can still join", async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await expect(ben.card('ann', room)).toBeVisible()
  await ann.page.close()
  await ben.join('ann', room)
  await expect(ben.member('ben')).toBeVisible()
})

test('a reloaded tab still rings, with the right seconds left', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await expect(ben.card('ann', room)).toBeVisible()
  await context.clock.fastForward(20_000)
  await ben.page.reload()
  await expect(ben.card('ann', room)).toContainText(/0:(40|3\d)/)
  await ann.page.reload()
  await expect(ann.row('ben')).toContainText(/Calling.*0:(40|3\d)/)
})

test('a call made while nobody was there rings as soon as somebody comes', async ({
  open,
  room,
}) => {
  const ann = await open('ann', { room })
  await ann.call('ben')
  const ben = await open('ben')
  await expect(ben.card('ann', room)).toBeVisible()
})

test('going into the room by another way ends the call', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await expect(ben.card('ann', room)).toBeVisible()
  await ben.page.getByRole('textbox', { name: 'Room' }).fill(room)
  await ben.click(ben.page.getByRole('button', { name: 'Enter the room' }))
  await expect(ann.member('ben')).toBeVisible()
  await expect(ben.joinButton('ann', room)).toHaveCount(0)
})

test('ending the room for everybody ends its calls', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  const cat = await open('cat')
  await ann.call('cat')
  await expect(cat.card('ann', room)).toBeVisible()
  await ann.click(ann.page.getByRole('button', { name: 'End for everybody' }))
  const question = ann.page.getByRole('alertdialog')
  await ann.click(question.getByRole('button', { name: 'End for everybody' }))
  await expect(cat.joinButton('ann', room)).toHaveCount(0)
  await expect(ben.page.getByText(`${room} has ended.`)).toBeVisible()
  await expect(ann.page.getByText('Reachable for calls')).toBeVisible()
})

test('a menu opened while it rings lies above the card', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.call('ben')
  await expect(ben.card('ann', room)).toBeVisible()
  await ben.click(ben.page.getByRole('button', { name: 'Network conditions' }))
  await ben.click(ben.page.getByRole('menuitemcheckbox', { name: 'Offline' }))
  await expect(ben.card('ann', room)).toBeVisible()
  await expect(ben.page.getByRole('menuitemcheckbox', { name: 'Offline' })).toBeChecked()
})

test('an ignored call is gone from all tabs, and to the caller it goes on', async ({
  open,
  room,
}) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const other = await open('ben')
  await ann.call('ben')
  await expect(other.card('ann', room)).toBeVisible()
  const card = ben.card('ann', room)
  await ben.click(card.getByRole('button', { name: /^More/ }))
  await ben.click(card.getByRole('button', { name: 'Ignore' }))
  await expect(card).toHaveCount(0)
  await expect(other.card('ann', room)).toHaveCount(0)
  await expect(ann.row('ben')).toContainText('Calling')
  await ben.page.reload()
  await expect(ben.page.getByText('Reachable for calls')).toBeVisible()
  await expect(ben.card('ann', room)).toHaveCount(0)
  await expect(ann.row('ben')).toContainText('Calling')
})
