import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import { createManualClock, type ManualClock } from 'vue-conference-invitations/testing'
import { createDeviceHost, type DeviceHost, type DeviceRequests } from '../contract/device-host'
import type { TabRequests } from './tab-requests'
import { createHints, traffic, type Hints } from './traffic'

/** What belongs to one namespace, so to one test. */
interface Place {
  clock: ManualClock
  hints: Hints
  hosts: Map<string, DeviceHost>
}

export type TabHandlers = {
  [Kind in keyof TabRequests]: (request: TabRequests[Kind]) => unknown
}

/** The inside of a tab: its devices, and what it can be asked. */
export function createTabHandlers(): TabHandlers {
  const places = new Map<string, Place>()

  function placeOf(namespace: string, now: number): Place {
    let place = places.get(namespace)
    if (!place) {
      place = { clock: createManualClock(now), hints: createHints(namespace), hosts: new Map() }
      places.set(namespace, place)
    }
    return place
  }

  return {
    async connect({ namespace, deviceKey, user, now }) {
      const { clock, hosts } = placeOf(namespace, now)
      const engine = createEmbeddedEngine({ user, namespace, clock })
      hosts.set(deviceKey, await createDeviceHost(engine))
    },
    device({ namespace, deviceKey, kind, request }) {
      const host = places.get(namespace)!.hosts.get(deviceKey)!
      return host.handle(kind as keyof DeviceRequests, request as never)
    },
    advance: ({ namespace, ms }) => places.get(namespace)!.clock.advance(ms),
    quiet: () => traffic.quiet(),
    probe: ({ namespace, round, others }) => places.get(namespace)!.hints.probe(round, others),
    async release({ namespace }) {
      const place = places.get(namespace)
      places.delete(namespace)
      for (const { engine } of place?.hosts.values() ?? []) await engine.close()
      place?.hints.close()
    },
  }
}
