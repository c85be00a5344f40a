import { onScopeDispose, shallowRef, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import type { DirectoryUser } from '../../composables/useInvitationContext'
import { useLocale } from '../../composables/useLocale'
import type { UseUserDirectoryReturn } from '../../composables/useUserDirectory'
import type { MessageKey } from '../../locales/types'
import type { PersonObstacle, usePeople } from './use-people'

/** An entry of a pasted list that was not chosen, and why. */
export interface LeftOut {
  text: string
  reason: string
}

export interface PastedListOptions {
  selected: Ref<readonly string[]>
  /** How many people may be chosen. */
  max: () => number
  people: Pick<ReturnType<typeof usePeople>, 'stateOf'>
  matchPasted: UseUserDirectoryReturn['matchPasted']
}

const reasons: Record<Exclude<PersonObstacle, 'directory'>, MessageKey> = {
  you: 'common.you',
  inRoom: 'dialog.alreadyInRoom',
  calling: 'dialog.alreadyCalled',
  accepted: 'state.accepted',
}

/** Chooses the people of a pasted list, and keeps what of it was not chosen. */
export function usePastedList({ selected, max, people, matchPasted }: PastedListOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const isMatching = shallowRef(false)
  const leftOut = shallowRef<readonly LeftOut[]>([])
  /** The list that could not be looked up; `null` when nothing failed. */
  const failedText = shallowRef<string | null>(null)
  let turn = 0

  onScopeDispose(() => turn++)

  async function paste(text: string) {
    const mine = ++turn
    dismiss()
    isMatching.value = true
    announce(t('dialog.pasting'))
    try {
      const { matched, unmatched } = await matchPasted(text)
      if (mine === turn) choose(matched, unmatched)
    } catch {
      if (mine === turn) failedText.value = text
    } finally {
      if (mine === turn) isMatching.value = false
    }
  }

  function choose(matched: readonly DirectoryUser[], unmatched: readonly string[]) {
    const chosen = new Set(selected.value)
    const before = chosen.size
    const refused: LeftOut[] = []
    for (const user of matched) {
      if (chosen.has(user.userId)) continue
      const reason = whyNot(user, chosen.size)
      if (reason === null) chosen.add(user.userId)
      else refused.push({ text: user.userName || user.userId, reason })
    }
    const notFound = unmatched.map((text) => ({ text, reason: t('dialog.notFound') }))
    leftOut.value = [...notFound, ...refused]
    if (chosen.size === before) return
    selected.value = [...chosen]
    announce(t('dialog.pasted', { count: chosen.size - before }))
  }

  function whyNot(user: DirectoryUser, count: number): string | null {
    const { obstacle } = people.stateOf(user)
    if (obstacle === 'directory') return user.disabledReason ?? ''
    if (obstacle) return t(reasons[obstacle])
    return count < max() ? null : t('dialog.maxReached', { count: max() })
  }

  function dismiss() {
    leftOut.value = []
    failedText.value = null
  }

  return { paste, isMatching, leftOut, failedText, dismiss }
}
