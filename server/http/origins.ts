/** Pages that may connect: all, or those of some origins; `http://localhost:*` stands for every port. */
export type AllowedOrigins = '*' | readonly string[]

/** Whether a page may connect. What is no browser sends no origin, and proves itself by its token alone. */
export function isOriginAllowed(allowed: AllowedOrigins, origin: string | undefined): boolean {
  if (origin === undefined || allowed === '*') return true
  return allowed.includes(origin) || allowed.includes(origin.replace(/:\d+$/, ':*'))
}

/** Pages of this machine, whatever their port. */
export const localOrigins: readonly string[] = ['localhost', '127.0.0.1', '[::1]'].flatMap(
  (host) => [`http://${host}`, `http://${host}:*`, `https://${host}`, `https://${host}:*`],
)
