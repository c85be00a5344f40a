import type { Actor, CommandInput, CommandName } from '../../src/manager/commands'
import { createExecutor, type Executor } from '../../src/manager/executor'
import type { LogEntry, RequestKey, ServiceStore } from '../../server/stores'

/** What a gateway is to a store: somebody who runs commands on it and hears what came of others'. */
export interface Gateway {
  store: ServiceStore
  executor: Executor
  entries: LogEntry[]
  gaps: () => number
  /** One command; its output, or the code of its error. */
  call<Name extends CommandName>(
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<unknown>
  /** The same for a request that may come again. */
  ask<Name extends CommandName>(
    request: RequestKey,
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<unknown>
}

export function createGateway(store: ServiceStore): Gateway {
  const { clock } = store
  const executor = createExecutor({ store, clock })
  const entries: LogEntry[] = []
  let gaps = 0
  store.onEntries((heard) => entries.push(...heard))
  store.onGap(() => gaps++)

  async function outcomeOf(output: Promise<unknown>) {
    try {
      return (await output) ?? null
    } catch (error) {
      return (error as { code: number }).code
    }
  }

  return {
    store,
    executor,
    entries,
    gaps: () => gaps,
    call: (actor, name, input) => outcomeOf(executor.execute(actor, name, input)),
    ask: (request, actor, name, input) =>
      outcomeOf(
        createExecutor({ store: store.forRequest(request), clock }).execute(actor, name, input),
      ),
  }
}
