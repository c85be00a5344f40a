import type { CommandName } from './commands'
import { CALLS_PER_WINDOW, CALL_WINDOW_MS } from './limits'

/** Commands that share one budget; the others have none. */
const KIND_OF: Partial<Record<CommandName, string>> = {
  inviteUsers: 'invite',
  cancelInvitation: 'cancel',
  accept: 'answer',
  reject: 'answer',
  getInvitationList: 'list',
}

/** The key of the budget that a command takes from, `null` when it is free. */
export function quotaKey(name: CommandName, userId: string): string | null {
  const kind = KIND_OF[name]
  return kind === undefined ? null : `${kind}:${userId}`
}

/**
 * Takes one call from a budget: at most 10 in any 5 seconds, failed ones count.
 *
 * @param times - times of the latest calls, oldest first
 */
export function takeFromQuota(
  times: readonly number[],
  now: number,
): { allowed: boolean; times: number[] } {
  // a clock that was set back must not lock anybody out
  const recent = times.filter((time) => time > now - CALL_WINDOW_MS && time <= now)
  const allowed = recent.length < CALLS_PER_WINDOW
  return { allowed, times: allowed ? [...recent, now] : recent }
}
