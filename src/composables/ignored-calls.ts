import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { InvitationContext } from '../context'
import { shareIgnoredRings, type Ring } from '../stores/ignored-rings'
import type { InvitationStore } from '../stores/invitation-store'
import { createStoredText, readLocalStorage, type StoredText } from './missed/missed-storage'

/** How long a call without an end is remembered, in milliseconds. */
const KEPT_MS = 24 * 60 * 60 * 1_000

/** A ring that somebody did not want to know of. */
interface IgnoredRing {
  roomId: string
  /** When it began: milliseconds. */
  createdAt: number
  /** When it need not be remembered any more: milliseconds. */
  until: number
}

/**
 * Creates what keeps ignored calls away: on this page each of them, in other tabs and over reloads those
 * of which the backend says when they began. Must run in the context's scope.
 */
export function createIgnoredCalls(context: InvitationContext, store: InvitationStore) {
  const { clock, currentUser, isServer } = context
  const here = shallowRef<ReadonlySet<string>>(new Set())
  const everywhere = shallowRef<readonly IgnoredRing[]>([])
  let text: StoredText = createStoredText(null, null)
  let hasStarted = false

  const key = computed(() =>
    currentUser.value ? `conference-invitations:ignored:v1:${currentUser.value.userId}` : null,
  )

  /** Begins to remember; to be called when there surely is a browser. */
  function start() {
    if (hasStarted || isServer()) return
    hasStarted = true
    const storage = context.missedStorage === undefined ? readLocalStorage() : context.missedStorage
    watch(
      key,
      () => {
        text = createStoredText(storage, key.value)
        load()
      },
      { immediate: true, flush: 'sync' },
    )
    globalThis.addEventListener?.('storage', followTabs)
    stopFollowing = () => globalThis.removeEventListener?.('storage', followTabs)
  }

  let stopFollowing = () => {}
  onScopeDispose(() => stopFollowing())

  function load() {
    everywhere.value = read(text.read())
  }

  function followTabs({ key: changed }: StorageEvent) {
    // no key: everything was cleared
    if (changed === null || changed === key.value) load()
  }

  function add(ring: Ring) {
    const { createdAt, expiresAt } = ring.invitation
    const now = clock.read()
    // forgets rings that are over, so that the sets do not grow for ever
    const known = store.incoming.filter((one) => here.value.has(one.key)).map((one) => one.key)
    here.value = new Set([...known, ring.key])
    if (createdAt === undefined) return
    const one = { roomId: ring.roomId, createdAt, until: expiresAt ?? now + KEPT_MS }
    const others = read(text.read()).filter(({ until }) => until > now)
    everywhere.value = [...others, one]
    text.write(JSON.stringify(everywhere.value))
  }

  function has({ key: ringKey, roomId, invitation }: Ring) {
    return (
      here.value.has(ringKey) ||
      everywhere.value.some(
        (one) => one.roomId === roomId && one.createdAt === invitation.createdAt,
      )
    )
  }

  shareIgnoredRings(context).has = has
  return { start, add, has }
}

/** Reads a text; whatever is no list of rings is an empty one. */
function read(text: string | null): readonly IgnoredRing[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isRing) : []
  } catch {
    return []
  }
}

function isRing(value: unknown): value is IgnoredRing {
  const one = value as Partial<IgnoredRing> | null
  return (
    typeof one?.roomId === 'string' && Number.isFinite(one.createdAt) && Number.isFinite(one.until)
  )
}
