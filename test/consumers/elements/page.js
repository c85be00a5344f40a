// Served as it is, with the package's elements.js beside it.
import { createEmbeddedEngine, registerConferenceInvitations } from './elements.js'

const people = [
  { userId: 'ann', userName: 'Ann' },
  { userId: 'ben', userName: 'Ben' },
]
const me = new URLSearchParams(location.search).get('user')
const engine = await createEmbeddedEngine({ user: people.find(({ userId }) => userId === me) })
if (me === 'ann') {
  await engine.createRoom({ roomId: 'weekly' })
  await engine.enterRoom({ roomId: 'weekly' })
}

// while it is still where it was written: later it is in the dialog, and there only while that is open
document.querySelector('[slot=footer-start]').addEventListener('click', ({ target }) => {
  target.textContent = 'Mail is written'
})

registerConferenceInvitations({
  engine,
  directory: { search: async () => ({ users: people, cursor: '' }) },
})

const dialog = document.querySelector('ci-invite-dialog')
document.querySelector('#invite').addEventListener('click', () => (dialog.open = true))
document.querySelector('ci-invitation-list-panel').slotRenderers = {
  row: ({ entry }) =>
    Object.assign(document.createElement('em'), { textContent: `${entry.userId} is called` }),
}
const showRoom = () => {
  document.querySelector('output').textContent = engine.roomInfo?.roomId ?? 'in no room'
}
engine.onRoomChange(showRoom)
showRoom()
