import { ConferenceInvitationError } from '../../src/manager/errors'

/** What a transaction returned, as text: plain data, or an outcome that holds an error of the contract. */
export function keepResult(result: unknown): string {
  if (!isFailure(result)) return JSON.stringify({ value: result })
  const { code, message } = result.error
  return JSON.stringify({ error: { code, message } })
}

/** What {@link keepResult} was given. */
export function reviveResult(text: string): unknown {
  const kept = JSON.parse(text) as { value?: unknown; error?: { code: number; message: string } }
  if (!kept.error) return kept.value
  const error = new ConferenceInvitationError(kept.error.code, '')
  // it has its frame already
  error.message = kept.error.message
  return { error }
}

function isFailure(result: unknown): result is { error: ConferenceInvitationError } {
  return (
    typeof result === 'object' &&
    result !== null &&
    'error' in result &&
    result.error instanceof ConferenceInvitationError
  )
}
