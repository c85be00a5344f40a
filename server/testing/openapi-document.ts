import { toJsonSchema } from '@valibot/to-json-schema'
import type { Route, Schema } from '../http/api-types'
import { errorAnswer } from '../http/schemas'

const DESCRIPTION =
  'What the backend of an app tells the invitation service and asks of it. Roles: 0 owner, 1 administrator, 2 general ' +
  'user. Codes of errors are those of the contract.'

/** Describes routes as OpenAPI does; `server/openapi.json` must be this. */
export function openApiDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Conference invitation service', version: '1', description: DESCRIPTION },
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: "The app's backend: INVITATIONS_API_KEY",
        },
        user: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "A user's token",
        },
      },
      schemas: { Error: schemaOf(errorAnswer) },
    },
  }
}

function operationOf({ summary, auth, path, query, body, answer }: Route) {
  const parameters = [...pathParameters(path), ...queryParameters(query)]
  const { status, body: answerBody, contentType } = answer
  const content = contentType
    ? { [contentType.split(';')[0]!]: { schema: { type: 'string' } } }
    : answerBody && { 'application/json': { schema: schemaOf(answerBody) } }
  return {
    summary,
    ...(auth !== 'none' && { security: [{ [auth]: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body) } },
      },
    }),
    responses: {
      [status]: { description: 'Success.', ...(content && { content }) },
      default: {
        description: 'Failure.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: Schema | undefined) {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOf(query)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function schemaOf(schema: Schema) {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    typeMode: 'input',
    // sizes in bytes cannot be said in JSON Schema
    ignoreActions: ['max_bytes', 'to_number', 'min_value', 'max_value'],
  })
  return rest
}
