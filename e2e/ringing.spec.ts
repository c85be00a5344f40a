import { expect, test } from './fixtures'

test('a call outlasts reloads and rings to its real end', async ({ context, open, room }) => {
  await context.clock.install()
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const card = ben.card('ann', room)

  await test.step('a reloaded tab still rings, with the right seconds left', async () => {
    await ann.call('ben')
    await expect(card).toContainText(/0:5\d|1:00/)
    await context.clock.fastForward(20_000)
    await ben.page.reload()
    await expect(card).toContainText(/0:(40|3\d)/)
    await ann.page.reload()
    await expect(ann.row('ben')).toContainText(/Calling.*0:(40|3\d)/)
  })

  await test.step('it rings to its real end, then nobody answered', async () => {
    // From here on time passes only when the test says so, and near the end in steps shorter than the 4 s that the
    // card's last words stay: however long a busy machine takes, no page is ever far ahead of the other.
    await context.clock.pauseAt((await ben.page.evaluate(() => Date.now())) + 5_000)
    const soon = (look: () => Promise<void>) =>
      expect(async () => {
        await context.clock.runFor(1_000)
        await look()
      }).toPass({ timeout: 20_000, intervals: [10] })

    await context.clock.fastForward(20_000)
    await expect(card).toContainText(/0:0\d|0:1[0-5]/)
    await expect(ann.row('ben')).toContainText('Calling')
    await soon(() => expect(card).toContainText('No answer', { timeout: 200 }))
    await expect(ann.row('ben')).toContainText('No answer')
    await context.clock.fastForward(5_000)
    await expect(card).toHaveCount(0)
  })
})

test('a person with two devices', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const laptop = await open('ben')
  const phone = await open('ben')

  await test.step('an ignored call is gone from all tabs, and to the caller it goes on', async () => {
    await ann.call('ben')
    await expect(phone.card('ann', room)).toBeVisible()
    const card = laptop.card('ann', room)
    await laptop.click(card.getByRole('button', { name: /^More/ }))
    await laptop.click(card.getByRole('button', { name: 'Ignore' }))
    await expect(card).toHaveCount(0)
    await expect(phone.card('ann', room)).toHaveCount(0)
    await expect(ann.row('ben')).toContainText('Calling')
    await laptop.page.reload()
    await expect(laptop.page.getByText('Reachable for calls')).toBeVisible()
    await expect(card).toHaveCount(0)
    await expect(ann.row('ben')).toContainText('Calling')
  })

  await test.step('one person with two devices answers on one of them', async () => {
    await ann.click(ann.panel.getByRole('button', { name: 'Cancel call to Ben' }))
    await expect(ann.row('ben')).toHaveCount(0)
    await ann.call('ben')
    await expect(phone.joinButton('ann', room)).toBeVisible()
    await laptop.join('ann', room)
    await expect(phone.card('ann', room)).toContainText('Answered on another device')
    await expect(laptop.member('ann')).toBeVisible()
    await expect(phone.joinButton('ann', room)).toHaveCount(0)
  })
})

test('several people call one', async ({ open, room }) => {
  const other = `${room} 2`
  const ann = await open('ann', { room })
  const ben = await open('ben', { room })
  const dan = await open('dan', { room: other })
  const eve = await open('eve')

  await test.step('two people calling into one room are one card', async () => {
    await ann.call('eve')
    await expect(eve.card('ann', room)).toBeVisible()
    await expect(ben.row('eve')).toContainText('Calling')
    await ben.openDialog()
    await expect(ben.option('eve')).toContainText('Being called')
    await expect(eve.cards).toHaveCount(1)
  })

  await test.step('two calls ring as a stack, each is answered by itself', async () => {
    await dan.call('eve')
    await expect(eve.card('dan', other)).toBeVisible()
    await expect(eve.cards).toHaveCount(2)

    await eve.decline('dan', other)
    await expect(dan.row('eve')).toContainText('Declined')
    await eve.join('ann', room)
    await expect(ann.member('eve')).toBeVisible()
  })
})

test('a call finds the invitee and leads into the room, whatever happens', async ({
  open,
  room,
}) => {
  const ann = await open('ann', { room })
  await ann.call('ben')
  const ben = await open('ben')
  const card = ben.card('ann', room)

  await test.step('a call made while nobody was there rings as soon as somebody comes', async () => {
    await expect(card).toBeVisible()
  })

  await test.step('going into the room by another way ends the call', async () => {
    await ben.page.getByRole('textbox', { name: 'Room' }).fill(room)
    await ben.click(ben.page.getByRole('button', { name: 'Enter the room' }))
    await expect(ann.member('ben')).toBeVisible()
    await expect(ben.joinButton('ann', room)).toHaveCount(0)
  })

  await test.step('a menu opened while it rings lies above the card', async () => {
    await ben.click(ben.page.getByRole('button', { name: 'Leave' }))
    await expect(ann.member('ben')).toHaveCount(0)
    await ann.call('ben')
    await expect(card).toBeVisible()
    const offline = ben.page.getByRole('menuitemcheckbox', { name: 'Offline' })
    await ben.click(ben.page.getByRole('button', { name: 'Network conditions' }))
    await ben.click(offline)
    await expect(card).toBeVisible()
    await expect(offline).toBeChecked()
    await ben.click(offline)
    await expect(offline).not.toBeChecked()
    await ben.page.keyboard.press('Escape')
  })

  await test.step("the inviter's tab is gone, and the invitee can still join", async () => {
    await expect(ben.joinButton('ann', room)).toBeEnabled()
    await ann.page.close()
    await ben.join('ann', room)
    await expect(ben.member('ben')).toBeVisible()
  })
})
