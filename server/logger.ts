/** Takes the service's log lines; a `pino` logger is one. */
export interface ServiceLogger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Keeps quiet: what the service logs with unless it is given a logger. */
export const silentLogger: ServiceLogger = { debug() {}, info() {}, warn() {}, error() {} }

/** What a log line says of an error: never its other fields, because libraries put tokens and payloads there. */
export function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  return { name, message, stack }
}
