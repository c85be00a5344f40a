/** How the tokens of users are checked: by exactly one kind of key. */
export type TokenOptions = TokenKey & {
  /** What `aud` must say. Defaults to `'conference-invitations'`. */
  audience?: string
  /** What `iss` must say; any will do when it is missing. */
  issuer?: string
}

export type TokenKey =
  /** A secret shared with whoever signs (HS256): at least 32 bytes. For development and small set-ups. */
  | { secret: string }
  /** Address of the signer's public keys (JWKS); they are chosen by `kid`. */
  | { jwksUrl: string }
  /** The signer's public key: PEM. */
  | { publicKey: string }

export const DEFAULT_AUDIENCE = 'conference-invitations'
