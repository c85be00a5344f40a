import type { IncomingMessage } from 'node:http'
import { InvitationErrorCode } from '../../src/manager/errors'
import { HttpError } from './http-error'

/** Reads the JSON of a request; `undefined` when it has no body. */
export async function readJson(message: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw bad(413, `the body has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw bad(400, 'the body is not JSON')
  }
}

function bad(status: number, message: string) {
  return new HttpError(status, InvitationErrorCode.INVALID_PARAMETER, message)
}
