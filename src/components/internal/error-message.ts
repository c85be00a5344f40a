import type { MessageKey } from '../../locales/types'
import type { InvitationErrorCode } from '../../manager/errors'

/** Numbers, because components know the contract's types only; the types still hold them to it. */
const messageKeys: Partial<Record<number, MessageKey>> = {
  [-2]: 'error.tooOften',
  [-1001]: 'error.invalid',
  [-1002]: 'error.notLoggedIn',
  [-2101]: 'error.notInRoom',
  [-2105]: 'error.roomGone',
  [-2301]: 'error.needAdmin',
  [-2311]: 'error.tooLate',
  [-3000]: 'error.connection',
  [100004]: 'error.roomGone',
  [100006]: 'error.noPermission',
} satisfies Partial<Record<InvitationErrorCode, MessageKey>>

/** The message that says what went wrong and what to do about it. */
export function errorMessageKey(error: unknown): MessageKey {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return (typeof code === 'number' && messageKeys[code]) || 'error.unknown'
}
