import type { Message } from '../../src/manager/ports'

/** Where changes are told to the app's backend, signed as Standard Webhooks has it. */
export interface WebhookOptions {
  url: string
  /** `whsec_` and the base64 of 24 to 64 random bytes. */
  secret: string
  /** Names of the messages to tell. Defaults to all of them. */
  events?: ReadonlyArray<Message['name']>
  /** Sends the requests. Defaults to `fetch`. */
  fetch?: typeof fetch
}
