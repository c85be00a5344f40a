import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The credential of a request's `Authorization: Bearer …`, `null` when there is none. */
export function bearerOf({ headers }: IncomingMessage): string | null {
  return /^Bearer ([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string) {
  return createHash('sha256').update(text).digest()
}
