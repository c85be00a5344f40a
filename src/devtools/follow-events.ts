import { watch } from 'vue'
import type { InvitationContext } from '../context'
import { InvitationEvent } from '../manager/enums'
import type { ConferenceInvitationManager, Off } from '../manager/types'

/** What the timeline shows of one thing that happened. */
export interface TimelineEntry {
  title: string
  data: unknown
}

/**
 * Tells each event of the manager and each change of its connection, and of the next manager when it
 * changes; ends with the scope that it is called in.
 */
export function followEvents(
  { manager }: Pick<InvitationContext, 'manager'>,
  tell: (entry: TimelineEntry) => void,
): void {
  watch(
    manager,
    (current, _, onCleanup) => {
      if (!current) return
      const offs = Object.values(InvitationEvent).map((name) => listen(current, name, tell))
      const off = current.onStatusChange?.((status) => tell({ title: status, data: { status } }))
      if (off) offs.push(off)
      onCleanup(() => offs.forEach((one) => one()))
    },
    { immediate: true },
  )
}

function listen(
  manager: ConferenceInvitationManager,
  name: InvitationEvent,
  tell: (entry: TimelineEntry) => void,
): Off {
  const listener = (data: unknown) => tell({ title: name, data })
  manager.on(name, listener)
  return () => manager.off(name, listener)
}
