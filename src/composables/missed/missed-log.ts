import { computed, effectScope, onScopeDispose, shallowRef, watch } from 'vue'
import type { InvitationContext } from '../../context'
import type { InvitationStore } from '../../stores/invitation-store'
import type { MissedInvitation } from '../../stores/types'
import {
  addMissed,
  dismissMissed,
  emptyBook,
  prune,
  readBook,
  writeBook,
  type MissedBook,
} from './missed-book'
import { createStoredText, readLocalStorage, type StoredText } from './missed-storage'

/** The missed calls of one context. */
export type MissedLog = ReturnType<typeof createMissedLog>

/**
 * Creates what keeps the missed calls of the person: those of the store and those of earlier pages,
 * the same in all tabs. Touches no browser before it starts; must run in the context's scope.
 */
export function createMissedLog(context: InvitationContext, store: InvitationStore) {
  const { clock, currentRoom, currentUser, isServer } = context
  const scope = effectScope()
  const book = shallowRef<MissedBook>(emptyBook)
  const noted = new WeakSet<MissedInvitation>()
  let text: StoredText = createStoredText(null, null)
  let hasStarted = false

  const userId = computed(() => currentUser.value?.userId ?? null)
  const key = computed(() => (userId.value === null ? null : keyFor(userId.value)))

  /** Begins to listen and to remember; to be called when there surely is a browser. */
  function start() {
    if (hasStarted || isServer()) return
    hasStarted = true
    scope.run(() => {
      const storage =
        context.missedStorage === undefined ? readLocalStorage() : context.missedStorage
      watch(
        key,
        () => {
          text = createStoredText(storage, key.value)
          load()
        },
        { immediate: true, flush: 'sync' },
      )
      watch(() => store.missed, note, { immediate: true, flush: 'sync' })
      watch(
        currentRoom,
        (room) => {
          if (room) dismiss(room.roomId)
        },
        { immediate: true },
      )
      globalThis.addEventListener?.('storage', followTabs)
      onScopeDispose(() => globalThis.removeEventListener?.('storage', followTabs))
    })
  }

  function load() {
    book.value = prune(readBook(text.read()), clock.read())
  }

  function followTabs({ key: changed }: StorageEvent) {
    // no key: everything was cleared
    if (changed === null || changed === key.value) load()
  }

  /** Takes each missed call of this page over once: what was dismissed since does not come back. */
  function note(missed: readonly MissedInvitation[]) {
    const news = missed.filter((one) => !noted.has(one) && isMine(one)).reverse()
    if (news.length === 0) return
    for (const one of news) noted.add(one)
    change((before) => news.reduce(addMissed, before))
  }

  /** Between a change of the user and the store's noticing it, its calls are another person's. */
  function isMine({ invitation: { invitee } }: MissedInvitation) {
    return userId.value === null || invitee === undefined || invitee.userId === userId.value
  }

  function change(update: (book: MissedBook) => MissedBook) {
    // other tabs may have written since
    const before = readBook(text.read())
    const after = update(before)
    book.value = prune(after, clock.read())
    if (after !== before) text.write(writeBook(book.value))
  }

  /** Takes the call of a room out for good, in all tabs, or `all`. */
  function dismiss(roomId: string) {
    change((before) => dismissMissed(before, roomId, clock.read()))
    store.dismissMissed(roomId)
  }

  return { missed: computed(() => book.value.missed), start, dismiss }
}

function keyFor(userId: string) {
  return `conference-invitations:missed:v1:${userId}`
}
