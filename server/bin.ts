#!/usr/bin/env node
import { runService } from './run'

/** Ends with one line where it cannot run: a stack would hide it. */
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

try {
  const service = await runService({
    argv: process.argv.slice(2),
    env: process.env,
    print: (line) => console.log(line),
  })
  let isClosing = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // who asks twice does not want to wait
      if (isClosing) process.exit(1)
      isClosing = true
      service?.close().then(() => process.exit(0), fail)
    })
  }
} catch (error) {
  fail(error)
}
