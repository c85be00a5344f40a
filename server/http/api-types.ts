import type { IncomingMessage } from 'node:http'
import type * as v from 'valibot'
import type { Executor } from '../../src/manager/executor'
import type { TokenOptions } from '../auth/token-options'
import type { VerifyToken } from '../auth/token-verifier'
import type { Metrics } from '../metrics'
import type { PushSubscriptions } from '../push/subscriptions'
import type { ServiceStore } from '../stores'
import type { TokenBuckets } from '../token-buckets'

/** A schema that a request or an answer must fit. */
export type Schema = v.GenericSchema

/** Whose credential a route asks for: the app's backend's key, a user's token, or none. */
export type RouteAuth = 'key' | 'user' | 'none'

/** What a route is told, checked. */
export interface ApiRequest {
  /** Parts of the path, decoded. */
  params: Record<string, string>
  query: unknown
  body: unknown
  /** Of the user's token; empty for other routes. */
  userId: string
  message: IncomingMessage
}

/** What a route answers; `undefined` is an answer without a body. */
export interface ApiAnswer {
  status: number
  body?: unknown
  /** Of a body that is no JSON. */
  contentType?: string
}

/** One path and method of the HTTP API. `openapi.json` is made of these. */
export interface Route {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** As in OpenAPI: `/v1/rooms/{roomId}`. */
  path: string
  summary: string
  auth: RouteAuth
  /** What pages may call, too. */
  isForPages?: boolean
  query?: Schema
  body?: Schema
  /** Status and body of success; no body where there is none. */
  answer: { status: number; body?: Schema; contentType?: string }
  handle(request: ApiRequest): Promise<ApiAnswer>
}

/** What the routes work with. */
export interface ApiContext {
  store: ServiceStore
  verifyToken: VerifyToken
  /** Budgets of users, those of their sockets. */
  userCalls: TokenBuckets
  metrics: Metrics
  apiKey: string | null
  /** Whether this gateway takes new work. */
  isReady: () => Promise<boolean>
  /** Runs something that may change rooms; the same request again is the same change again. */
  change<Output>(
    run: (executor: Executor) => Promise<Output>,
    request?: RequestIdentity,
  ): Promise<Output>
  push: { publicKey: string; subscriptions: PushSubscriptions } | null
  /** Makes tokens for anybody who asks: in development only. */
  devTokens: TokenOptions | null
}

export interface RequestIdentity {
  userId: string
  requestId: string
}
