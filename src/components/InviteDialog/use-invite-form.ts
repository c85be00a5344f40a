import { computed, shallowRef, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useInviteUsers } from '../../composables/useInviteUsers'
import { useLocale } from '../../composables/useLocale'
import type { MessageKey } from '../../locales/types'
import type { InvitationCode } from '../../manager/enums'
import type { usePeople } from './use-people'

/** Someone who was not called, and why. */
export interface NotCalled {
  userId: string
  reason: string
}

export interface InviteFormOptions {
  selected: Ref<readonly string[]>
  /** How many people may be chosen. */
  max: () => number
  timeout: Ref<number>
  message: Ref<string>
  /** Whether people are told without a ring. */
  silent: Ref<boolean>
  describe: ReturnType<typeof usePeople>['describe']
  onSent: (results: ReadonlyMap<string, InvitationCode>, isComplete: boolean) => void
  onFailed: (error: unknown) => void
}

/** Why one person of a call was left out; anybody else was called. */
const failureKeys: Partial<Record<InvitationCode, MessageKey>> = {
  1: 'dialog.alreadyCalled',
  2: 'dialog.alreadyInRoom',
}

/** Sends the choice, keeps whoever was left out, and says how it went. */
export function useInviteForm({
  selected,
  max,
  timeout,
  message,
  silent,
  describe,
  onSent,
  onFailed,
}: InviteFormOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const { invite, isSending, error, reset, canInvite, whyNot } = useInviteUsers()
  const failures = shallowRef<ReadonlyMap<string, MessageKey>>(new Map())

  const isTooMany = computed(() => selected.value.length > max())
  const canSend = computed(
    () => canInvite.value && selected.value.length > 0 && !isTooMany.value && !isSending.value,
  )

  const notCalled = computed<NotCalled[]>(() =>
    selected.value.flatMap((userId) => {
      const key = failures.value.get(userId)
      return key ? [{ userId, reason: t(key) }] : []
    }),
  )

  async function send() {
    if (selected.value.length === 0) announce(t('dialog.chooseFirst'))
    if (isTooMany.value) announce(t('dialog.maxReached', { count: max() }))
    if (!canSend.value) return
    const asked = selected.value
    const isSilent = silent.value
    failures.value = new Map()
    const results = await invite(asked, {
      timeout: timeout.value,
      message: message.value.trim(),
      silent: isSilent,
      users: describe(asked),
    })
    if (!results) {
      onFailed(error.value)
      return
    }
    keepUnsent(asked, results, isSilent)
  }

  function keepUnsent(
    asked: readonly string[],
    results: ReadonlyMap<string, InvitationCode>,
    isSilent: boolean,
  ) {
    const failed = asked.flatMap((userId) => {
      const code = results.get(userId)
      const key = code === undefined ? undefined : failureKeys[code]
      return key ? [[userId, key] as const] : []
    })
    failures.value = new Map(failed)
    selected.value = failed.map(([userId]) => userId)
    const count = asked.length - failed.length
    if (count > 0) announce(t(isSilent ? 'dialog.notified' : 'dialog.called', { count }))
    if (failed.length === 0) message.value = ''
    onSent(results, failed.length === 0)
  }

  /** Forgets what went wrong, when the dialog is opened again. */
  function forgetOutcome() {
    reset()
    failures.value = new Map()
  }

  return { send, canSend, isSending, error, whyNot, notCalled, forgetOutcome }
}
