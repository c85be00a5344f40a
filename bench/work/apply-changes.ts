import { computed, reactive, shallowRef, triggerRef } from 'vue'
import type { Invitation } from 'vue-conference-invitations'
import { drawByHand } from './frames'
import { installKit } from './kit-app'
import { createAppWithoutDocument } from './no-document'
import { createChanges, createRows, type ListNotice } from './samples'

/** How many frames the changes are spread over: as if they came within one second. */
const FRAMES = 60

export interface ApplyOptions {
  rows: number
  changes: number
  /** Whether something shows the list, so that it is read in every frame. */
  isRead: boolean
}

/** Takes changes of one way of keeping a list. */
interface Keeper {
  apply(change: ListNotice): void
  /** Tells what shows the list that a frame is due. */
  publish(): void
  read(): readonly Invitation[]
  end(): void
}

/** Each resolves to microseconds per change. */
export const applyChanges = {
  /** The kit's store, from the manager's event to the list. */
  ours: (options: ApplyOptions) =>
    measure(options, async (rows) => {
      const app = createAppWithoutDocument()
      const { feed, store } = await installKit(app, rows)
      app.mount({})
      return {
        apply: (change) => feed.emit('onInvitationStatusChanged', change),
        publish() {},
        read: () => store.list,
        end: () => app.unmount(),
      }
    }),

  /** The least that any store has to do. */
  floor: (options: ApplyOptions) =>
    measure(options, async (rows) => {
      const known = shallowRef(new Map(rows.map((row) => [row.invitee.userId, row])))
      const list = computed(() => [...known.value.values()])
      return {
        apply: ({ invitation }) => void known.value.set(invitation.invitee.userId, invitation),
        publish: () => triggerRef(known),
        read: () => list.value,
        end() {},
      }
    }),

  /** One reactive array, looked through for each event. */
  peer: (options: ApplyOptions) =>
    measure(options, async (rows) => {
      const known = reactive([...rows])
      const list = computed(() => [...known])
      return {
        apply({ invitation }) {
          const { userId } = invitation.invitee
          const index = known.findIndex(({ invitee }) => invitee.userId === userId)
          known.splice(index, 1, invitation)
        },
        publish() {},
        read: () => list.value,
        end() {},
      }
    }),
}

async function measure(
  { rows: rowCount, changes: changeCount, isRead }: ApplyOptions,
  create: (rows: readonly Invitation[]) => Promise<Keeper>,
): Promise<number> {
  const frames = drawByHand()
  const rows = createRows(rowCount)
  const changes = createChanges(rows, changeCount)
  const keeper = await create(rows)
  await frames.draw()
  if (keeper.read().length !== rowCount) throw new Error('rows are missing')
  const perFrame = Math.ceil(changeCount / FRAMES)
  globalThis.gc?.()

  const start = performance.now()
  for (let from = 0; from < changeCount; from += perFrame) {
    const end = Math.min(from + perFrame, changeCount)
    for (let index = from; index < end; index += 1) keeper.apply(changes[index]!)
    keeper.publish()
    if (isRead) keeper.read()
    await frames.draw()
  }
  const microseconds = ((performance.now() - start) * 1_000) / changeCount

  check(keeper.read(), changes)
  keeper.end()
  frames.restore()
  return microseconds
}

/** A fast list with the wrong rows would be worth nothing. */
function check(list: readonly Invitation[], changes: readonly ListNotice[]) {
  const last = new Map(
    changes.map(({ invitation }) => [invitation.invitee.userId, invitation.status]),
  )
  const wrong = list.filter(
    ({ invitee, status }) => (last.get(invitee.userId) ?? status) !== status,
  )
  if (wrong.length > 0) throw new Error(`${wrong.length} rows show something old`)
}
