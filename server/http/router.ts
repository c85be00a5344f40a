import type { Route } from './api-types'

/** A route that fits, and the parts of the path that it names. */
export interface Match {
  route: Route
  params: Record<string, string>
}

/** Finds the route for a request; `'method'` when the path exists with other methods only. */
export type FindRoute = (method: string, pathname: string) => Match | 'method' | null

/** Creates {@link FindRoute}. */
export function createRouter(routes: readonly Route[]): FindRoute {
  const patterns = routes.map((route) => ({ route, parts: route.path.split('/') }))

  return (method, pathname) => {
    const parts = pathname.split('/')
    let isKnown = false
    for (const { route, parts: pattern } of patterns) {
      const params = matchParts(pattern, parts)
      if (!params) continue
      isKnown = true
      if (route.method === method) return { route, params }
    }
    return isKnown ? 'method' : null
  }
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const name = /^\{(\w+)\}$/.exec(expected)?.[1]
    const part = decode(parts[index]!)
    if (part === null || (name === undefined ? part !== expected : part === '')) return null
    if (name !== undefined) params[name] = part
  }
  return params
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
