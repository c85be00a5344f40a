import type { RoomEngine, UserProfile } from 'vue-conference-invitations/manager'
import { connectInvitationService } from 'vue-conference-invitations/service'

/** Connects somebody to a service in development mode, which makes a token for whoever asks. */
export function connectService(user: UserProfile, url: string): Promise<RoomEngine> {
  return connectInvitationService({ url, user, token: () => fetchToken(user, url) })
}

async function fetchToken(user: UserProfile, url: string): Promise<string> {
  const response = await fetch(new URL('/dev/token', url.replace(/^ws/, 'http')), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  })
  if (!response.ok) throw new Error(`the service gives no token (${response.status})`)
  const { token } = (await response.json()) as { token: string }
  return token
}
