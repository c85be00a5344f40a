import { computed, shallowRef, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useInviteUsers } from '../../composables/useInviteUsers'
import { useLocale } from '../../composables/useLocale'
import type { MessageKey } from '../../locales/types'
import type { InvitationCode } from '../../manager/enums'
import { errorMessageKey } from '../internal/error-message'
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
  /** Who of them is only told, where the others ring. */
  notified: Ref<readonly string[]>
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
  notified,
  describe,
  onSent,
  onFailed,
}: InviteFormOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const { invite, isSending, error, unsent, reset, canInvite, whyNot } = useInviteUsers()
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
    const told = silent.value ? asked : asked.filter((userId) => notified.value.includes(userId))
    failures.value = new Map()
    const results = await invite(asked, {
      timeout: timeout.value,
      message: message.value.trim(),
      silent: silent.value || told,
      users: describe(asked),
    })
    if (results) keepUnsent(asked, results, new Set(told))
    else onFailed(error.value)
  }

  function keepUnsent(
    asked: readonly string[],
    results: ReadonlyMap<string, InvitationCode>,
    told: ReadonlySet<string>,
  ) {
    const reason = errorMessageKey(error.value)
    const isUnsent = new Set(unsent.value)
    const failed = asked.flatMap((userId) => {
      const code = results.get(userId)
      const key = isUnsent.has(userId) ? reason : code === undefined ? undefined : failureKeys[code]
      return key ? [[userId, key] as const] : []
    })
    failures.value = new Map(failed)
    selected.value = failed.map(([userId]) => userId)
    const sent = asked.filter((userId) => !failures.value.has(userId))
    const toldCount = sent.filter((userId) => told.has(userId)).length
    const calledCount = sent.length - toldCount
    if (calledCount > 0) announce(t('dialog.called', { count: calledCount }))
    if (toldCount > 0) announce(t('dialog.notified', { count: toldCount }))
    if (failed.length === 0) {
      message.value = ''
      notified.value = []
    }
    onSent(results, failed.length === 0)
  }

  /** Forgets what went wrong, when the dialog is opened again. */
  function forgetOutcome() {
    reset()
    failures.value = new Map()
  }

  /** Why nobody was called; whom a part of the call left out is told one by one. */
  const failure = computed(() => (unsent.value.length > 0 ? null : error.value))

  return { send, canSend, isSending, error: failure, whyNot, notCalled, forgetOutcome }
}
