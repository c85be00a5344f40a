import { expect, test } from './fixtures'

test('whom one cannot call is in the dialog too', async ({ open, room }) => {
  const ann = await open('ann', { room })
  await open('ben', { room })
  await expect(ann.member('ben')).toBeVisible()

  await test.step('of a group, only who can be called is chosen', async () => {
    await ann.openDialog()
    await ann.click(ann.dialog.getByRole('button', { name: 'Choose all of Your team' }))
    const chosen = ann.dialog.getByRole('list', { name: '3 people chosen' })
    await expect(chosen.getByRole('listitem')).toHaveText(
      ['Cat', 'Dan', 'Eve'].map((name) => new RegExp(name)),
    )
    await ann.click(ann.dialog.getByRole('button', { name: 'Call 3 people' }))
    await expect(ann.dialog).toBeHidden()
  })

  await test.step('people who cannot be called say why, and stay where they are', async () => {
    await ann.openDialog()
    for (const [user, reason] of [
      ['ann', 'You'],
      ['ben', 'In the room'],
      ['cat', 'Being called'],
    ] as const) {
      await expect(ann.option(user)).toBeDisabled()
      await expect(ann.option(user)).toContainText(reason)
    }
    await ann.option('ben').click({ force: true })
    await expect(ann.dialog.getByRole('button', { name: /^Call/ })).toHaveText('Call')
  })
})

test('people are found by team and place, as a group, and by search', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const { dialog } = ann

  await test.step('a team is gone into, and somebody at one of its places called', async () => {
    await ann.openDialog()
    await ann.click(dialog.getByRole('button', { name: 'Open Engineering' }))
    await expect(dialog.getByRole('option').first()).toContainText('Engineering')
    await ann.click(dialog.getByRole('button', { name: 'Open Berlin' }))
    await expect(dialog.getByRole('navigation')).toContainText('Everybody/Engineering/Berlin')
    await expect(dialog.getByRole('list', { name: 'Groups' })).toHaveCount(0)
    const somebody = dialog.getByRole('option').first()
    await expect(somebody).toContainText('Engineering · Berlin')
    await ann.click(somebody)
    await ann.click(dialog.getByRole('button', { name: 'Back to Engineering' }))
    await expect(dialog.getByRole('button', { name: 'Open Berlin' })).toBeVisible()
    await ann.click(dialog.getByRole('button', { name: 'Call 1 person' }))
    await expect(dialog).toBeHidden()
  })

  await test.step('a whole group is chosen and called', async () => {
    await ann.openDialog()
    const groups = dialog.getByRole('list', { name: 'Groups' })
    await ann.click(groups.getByRole('button', { name: 'Choose all of Simulated people' }))
    await ann.click(dialog.getByRole('button', { name: 'Call 4 people' }))
    await expect(dialog).toBeHidden()
    for (const user of ['fay', 'gus', 'hana', 'ivo']) await expect(ann.row(user)).toBeVisible()
  })

  await test.step('a search finds by name and team, and chosen people can be taken back', async () => {
    await ann.openDialog()
    const search = dialog.getByRole('combobox', { name: 'Search people' })
    await search.fill('nairobi')
    await expect(ann.option('dan')).toBeVisible()
    await expect(ann.option('ben')).toHaveCount(0)
    await ann.click(ann.option('dan'))
    await search.fill('zeljko')
    await ann.click(dialog.getByRole('option', { name: /Željko Đurić/ }))
    await expect(dialog.getByRole('button', { name: 'Call 2 people' })).toBeVisible()
    await ann.click(dialog.getByRole('button', { name: 'Remove Dan' }))
    await expect(dialog.getByRole('button', { name: 'Call 1 person' })).toBeVisible()
    await search.fill('nobody of that name')
    await expect(dialog.getByText('Nobody found for “nobody of that name”')).toBeVisible()
  })
})

test('what is chosen beside the people reaches the invitee', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const card = ben.card('ann', room)

  await test.step('of two people one rings and the other is only notified', async () => {
    await ann.openDialog()
    await ann.click(ann.option('ben'))
    await ann.click(ann.option('cat'))
    await ann.click(ann.dialog.getByRole('button', { name: 'Ring only some' }))
    await ann.click(ann.dialog.getByRole('button', { name: 'Ring Ben' }))
    await ann.click(ann.dialog.getByRole('button', { name: 'Call 2 people' }))
    await expect(ann.row('ben')).toContainText('Notified')
    await expect(ann.row('cat')).toContainText('Calling')
    await expect(card.getByRole('img', { name: 'Silenced' })).toBeVisible()
    await ben.decline('ann', room)
    await expect(ann.row('ben')).toContainText('Declined')
  })

  await test.step('ring time and message reach the invitee', async () => {
    await ann.openDialog()
    await ann.click(ann.option('ben'))
    await ann.dialog.getByRole('combobox', { name: 'Ring for' }).selectOption('No limit')
    const message = ann.dialog.getByRole('textbox', { name: 'Message' })
    await message.fill('Ten minutes about the release?')
    await ann.click(ann.dialog.getByRole('button', { name: 'Call 1 person' }))
    await expect(card).toContainText('Ten minutes about the release?')
    await expect(card).not.toContainText(/\d:\d\d/)
  })
})
