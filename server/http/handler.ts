import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { InvitationErrorCode } from '../../src/manager/errors'
import { bearerOf, isSameSecret } from '../auth/bearer'
import { BadTokenError } from '../auth/token-verifier'
import { describeError, type ServiceLogger } from '../logger'
import { toPublicError } from '../public-error'
import type { ApiAnswer, ApiContext, Route, Schema } from './api-types'
import { readJson } from './body'
import { HttpError, statusOf } from './http-error'
import { isOriginAllowed, type AllowedOrigins } from './origins'
import { createRouter, type Match } from './router'

export interface HandlerOptions {
  routes: readonly Route[]
  context: ApiContext
  origins: AllowedOrigins
  bodyBytes: number
  logger: ServiceLogger
}

/** Answers every HTTP request, whatever happens. */
export function createHandler(options: HandlerOptions) {
  const { routes, context, origins, bodyBytes, logger } = options
  const findRoute = createRouter(routes)

  async function answer(
    message: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    match: ReturnType<typeof findRoute>,
  ): Promise<ApiAnswer> {
    const [, search = ''] = (message.url ?? '').split('?', 2)
    if (match === null) throw new HttpError(404, InvitationErrorCode.FAILED, 'no such path')
    if (match === 'method') throw new HttpError(405, InvitationErrorCode.FAILED, 'no such method')
    if (match.route.isForPages) allowPage(message, response)
    if (message.method === 'OPTIONS') return { status: 204 }
    return handle(message, match, search, requestId)
  }

  async function handle(
    message: IncomingMessage,
    { route, params }: Match,
    search: string,
    requestId: string,
  ) {
    const userId = await authorize(message, route)
    const query =
      route.query && check(route.query, Object.fromEntries(new URLSearchParams(search)), 'query')
    const body = route.body && check(route.body, await readJson(message, bodyBytes), 'body')
    logger.debug({ requestId, method: route.method, path: route.path }, 'request')
    return route.handle({ params, query, body, userId, message })
  }

  /** Lets pages of the app's origins read the answer; others may not even ask. */
  function allowPage({ headers }: IncomingMessage, response: ServerResponse) {
    const { origin } = headers
    if (origin === undefined) return
    if (!isOriginAllowed(origins, origin)) {
      throw new HttpError(403, InvitationErrorCode.NO_PERMISSION, 'this origin may not ask')
    }
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE')
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type')
    response.setHeader('Access-Control-Max-Age', '600')
    response.setHeader('Vary', 'Origin')
  }

  /** The user whose token it is; empty where no token is asked for. */
  async function authorize(message: IncomingMessage, { auth }: Route): Promise<string> {
    if (auth === 'none') return ''
    const credential = bearerOf(message)
    if (auth === 'user') {
      const { userId } = await context.verifyToken(credential ?? '')
      if (context.userCalls.take(userId) === 0) return userId
      throw new HttpError(429, InvitationErrorCode.FREQUENCY_LIMIT, 'too many calls: wait a little')
    }
    const { apiKey } = context
    if (apiKey === null) {
      throw new HttpError(404, InvitationErrorCode.FAILED, 'off: this service has no API key')
    }
    if (credential === null || !isSameSecret(credential, apiKey)) throw notAuthorized('API key')
    return ''
  }

  function toAnswer(error: unknown, requestId: string): ApiAnswer {
    if (error instanceof HttpError) {
      return failure(error.status, error.code, error.message)
    }
    if (error instanceof BadTokenError) return toAnswer(notAuthorized('token'), requestId)
    const { code, message, isInternal } = toPublicError(error, requestId)
    if (isInternal) logger.error({ requestId, error: describeError(error) }, 'request failed')
    return failure(isInternal ? 500 : statusOf(code), code, message)
  }

  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID()
    // a request that breaks off has nobody left to answer
    message.on('error', () => {})
    const stopTimer = context.metrics.startRequest(message.method ?? '')
    const match = findRoute(methodOf(message), (message.url ?? '').split('?', 1)[0]!)
    const { status, body, contentType } = await answer(message, response, requestId, match).catch(
      (error: unknown) => toAnswer(error, requestId),
    )
    // paths that nobody described are as many as people can think of
    stopTimer(match === null || match === 'method' ? 'other' : match.route.path, status)
    response.statusCode = status
    response.setHeader('X-Request-Id', requestId)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'no-store')
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
    // the rest of a body that is too large is not waited for
    if (status === 413) response.setHeader('Connection', 'close')
    if (body === undefined) {
      response.end()
      return
    }
    response.setHeader('Content-Type', contentType ?? 'application/json; charset=utf-8')
    response.end(contentType ? body : JSON.stringify(body))
  }
}

/** The method of a request; of a question whether it may come, that of the request. */
function methodOf({ method = 'GET', headers }: IncomingMessage): string {
  if (method === 'OPTIONS') return headers['access-control-request-method'] ?? method
  return method === 'HEAD' ? 'GET' : method
}

function check(schema: Schema, input: unknown, where: string): unknown {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  const issue = result.issues[0]
  const path = v.getDotPath(issue)
  const message = `${where}${path === null ? '' : ` ${path}`}: ${issue.message}`
  throw new HttpError(400, InvitationErrorCode.INVALID_PARAMETER, message)
}

function failure(status: number, code: number, message: string): ApiAnswer {
  return { status, body: { error: { code, message } } }
}

function notAuthorized(what: string) {
  const message = `a good ${what} is needed: Authorization: Bearer …`
  return new HttpError(401, InvitationErrorCode.NOT_LOGGED_IN, message)
}
