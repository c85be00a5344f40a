/** Whether this may be the address of a service. */
export function isAddress(url: unknown): url is string {
  return typeof url === 'string' && /^wss?:\/\//.test(url) && URL.canParse(url)
}
