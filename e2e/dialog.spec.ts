import { expect, test } from './fixtures'

test('people who cannot be called say why, and stay where they are', async ({ open, room }) => {
  const ann = await open('ann', { room })
  await open('ben', { room })
  await ann.call('cat')
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

test('a search finds by name and team, and chosen people can be taken back', async ({
  open,
  room,
}) => {
  const ann = await open('ann', { room })
  await ann.openDialog()
  const search = ann.dialog.getByRole('combobox', { name: 'Search people' })
  await search.fill('nairobi')
  await expect(ann.option('dan')).toBeVisible()
  await expect(ann.option('ben')).toHaveCount(0)
  await ann.click(ann.option('dan'))
  await search.fill('zeljko')
  await ann.click(ann.dialog.getByRole('option', { name: /Željko Đurić/ }))
  await expect(ann.dialog.getByRole('button', { name: 'Call 2 people' })).toBeVisible()
  await ann.click(ann.dialog.getByRole('button', { name: 'Remove Dan' }))
  await expect(ann.dialog.getByRole('button', { name: 'Call 1 person' })).toBeVisible()
  await search.fill('nobody of that name')
  await expect(ann.dialog.getByText('Nobody found for “nobody of that name”')).toBeVisible()
})

test('ring time and message reach the invitee', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.openDialog()
  await ann.click(ann.option('ben'))
  await ann.dialog.getByRole('combobox', { name: 'Ring for' }).selectOption('No limit')
  await ann.dialog.getByRole('textbox', { name: 'Message' }).fill('Ten minutes about the release?')
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 1 person' }))
  const card = ben.card('ann', room)
  await expect(card).toContainText('Ten minutes about the release?')
  await expect(card).not.toContainText(/\d:\d\d/)
})

test('a whole group is chosen and called', async ({ open, room }) => {
  const ann = await open('ann', { room })
  await ann.openDialog()
  const groups = ann.dialog.getByRole('list', { name: 'Groups' })
  await ann.click(groups.getByRole('button', { name: 'Choose all of Simulated people' }))
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 4 people' }))
  await expect(ann.dialog).toBeHidden()
  for (const user of ['fay', 'gus', 'hana', 'ivo']) await expect(ann.row(user)).toBeVisible()
})

test('of a group, only who can be called is chosen', { tag: '@once' }, async ({ open, room }) => {
  const ann = await open('ann', { room })
  await open('ben', { room })
  await expect(ann.member('ben')).toBeVisible()
  await ann.openDialog()
  await ann.click(ann.dialog.getByRole('button', { name: 'Choose all of Your team' }))
  const chosen = ann.dialog.getByRole('list', { name: '3 people chosen' })
  await expect(chosen.getByRole('listitem')).toHaveText(
    ['Cat', 'Dan', 'Eve'].map((name) => new RegExp(name)),
  )
})

test('a team is gone into, and somebody at one of its places called', async ({ open, room }) => {
  const ann = await open('ann', { room })
  await ann.openDialog()
  const { dialog } = ann
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

test('of two people one rings and the other is only notified', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await ann.openDialog()
  await ann.click(ann.option('ben'))
  await ann.click(ann.option('cat'))
  await ann.click(ann.dialog.getByRole('button', { name: 'Ring only some' }))
  await ann.click(ann.dialog.getByRole('button', { name: 'Ring Ben' }))
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 2 people' }))
  await expect(ann.row('ben')).toContainText('Notified')
  await expect(ann.row('cat')).toContainText('Calling')
  await expect(ben.card('ann', room).getByRole('img', { name: 'Silenced' })).toBeVisible()
})
