/** What an error says to a reader, without the sender's mark. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/^\[conference-invitations\] /, '')
}
