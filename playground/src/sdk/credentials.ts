/** What the SDK wants to know of whoever logs in. */
export interface Credentials {
  /** Number of the application in the TRTC console. */
  sdkAppId: string
  userId: string
  /** The signature that belongs to both. */
  userSig: string
}

const STORAGE_KEY = 'playground-sdk-credentials'

/** What is known: the address wins over what was typed in before. */
export function readCredentials(): Credentials {
  const params = new URLSearchParams(location.search)
  const typed = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Credentials>
  return {
    sdkAppId: params.get('sdkAppId') ?? typed.sdkAppId ?? '',
    userId: params.get('user') ?? typed.userId ?? '',
    userSig: params.get('userSig') ?? typed.userSig ?? '',
  }
}

/** Keeps them as long as the tab lives, and out of the address: a signature is as good as a password. */
export function keepCredentials(credentials: Credentials) {
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(credentials))
  const address = new URL(location.href)
  for (const secret of ['sdkAppId', 'userSig']) address.searchParams.delete(secret)
  address.searchParams.set('user', credentials.userId)
  history.replaceState(null, '', address)
}

/** Names of what is missing or cannot be right. */
export function missingOf({ sdkAppId, userId, userSig }: Credentials): (keyof Credentials)[] {
  return [
    ...(/^[1-9]\d*$/.test(sdkAppId) ? [] : (['sdkAppId'] as const)),
    ...(userId === '' ? (['userId'] as const) : []),
    ...(userSig === '' ? (['userSig'] as const) : []),
  ]
}
