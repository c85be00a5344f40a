import type { ServiceStore } from '../../../server/stores'
import type { App } from '../app'
import type { LogName } from '../../../server/stores/service-store'
import type { Service } from '../service'

/** What a scenario opens and must close again, whatever comes of it. */
export interface Opened {
  close(): Promise<void>
}

/** Runs a scenario with what it opens. */
export async function using<Output>(
  run: (keep: <One extends Opened>(opening: Promise<One>) => Promise<One>) => Promise<Output>,
): Promise<Output> {
  const opened: Opened[] = []
  try {
    return await run(async (opening) => {
      const one = await opening
      opened.push(one)
      return one
    })
  } finally {
    for (const one of opened.reverse()) await one.close()
  }
}

/** Names of the messages about a call in a log, as the service has kept them. */
export async function messagesOf(
  store: ServiceStore,
  log: LogName,
  callId: string,
): Promise<string[]> {
  const { entries } = await store.readLog(log, 0, 1_000)
  return entries.flatMap(({ message: { name, payload } }) =>
    'invitation' in payload && payload.invitation.extensionInfo === callId ? [name] : [],
  )
}

/** What a device has heard of a call, by name. */
export function heardOf({ record }: App, callId: string): string[] {
  return record.notes.flatMap((note) =>
    note.kind === 'event' && note.callId === callId ? [note.name] : [],
  )
}

/** Stops and starts everything there is. */
export async function killAll({ gateways, redis }: Service): Promise<void> {
  await Promise.all([...gateways.map((gateway) => gateway.kill()), redis?.stop('SIGKILL')])
}

export async function startAll({ gateways, redis }: Service): Promise<void> {
  await redis?.start()
  await Promise.all(gateways.map((gateway) => gateway.start()))
}
