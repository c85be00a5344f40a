/** What pushing to browsers needs: VAPID keys, as `npx web-push generate-vapid-keys` makes them. */
export interface PushOptions {
  publicKey: string
  privateKey: string
  /** How push services reach the operator: a `mailto:` or `https:` address. */
  subject: string
  /** Hosts that pushes may go to; `*.` stands for any host below. Defaults to the browsers' own push services. */
  hosts?: readonly string[]
  /** Sends the requests. Defaults to `fetch`. */
  fetch?: typeof fetch
}
