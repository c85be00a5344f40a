import {
  InvitationListPanel,
  type InvitationListEntry,
  type InvitationState,
} from 'vue-conference-invitations'
import { InvitationStatus } from 'vue-conference-invitations/manager'
import { createApp } from 'vue'
import { installKit } from './kit-app'
import { nextFrame } from './next-frame'
import { createChanges, createRows, type ListNotice } from './samples'
import { putOnStage } from './stage'

/** Calls back once for each of `count` messages, spread evenly over `ms`; resolves after the last. */
export type Deliver = (count: number, ms: number, take: (index: number) => void) => Promise<void>

export interface StreamOptions {
  rows: number
  changes: number
  /** How long they take to arrive, in milliseconds. */
  ms: number
}

/** How a page bore a stream of changes. */
export interface StreamOutcome {
  /** Tasks that kept the page busy for more than 50 ms. */
  longTasks: number
  /** The longest of them in milliseconds; 0 without any. */
  longestMs: number
  /** Rows whose last state never came to the list, or to the document. */
  wrong: number
}

/** A page with the panel open, waiting for its changes. */
export interface Stream {
  run(): Promise<StreamOutcome>
  end(): void
}

/** Opens the panel and makes the changes ready. */
export async function openStream(
  { rows: rowCount, changes: changeCount, ms }: StreamOptions,
  deliver: Deliver,
): Promise<Stream> {
  const rows = createRows(rowCount)
  const changes = createChanges(rows, changeCount)
  const app = createApp(InvitationListPanel)
  const { feed, store } = await installKit(app, rows)
  const { box, end } = putOnStage(app)
  await nextFrame()
  await nextFrame()

  async function run(): Promise<StreamOutcome> {
    const tasks = watchLongTasks()
    await deliver(changeCount, ms, (index) =>
      feed.emit('onInvitationStatusChanged', changes[index]!),
    )
    await nextFrame()
    await nextFrame()
    const durations = tasks.stop()
    return {
      longTasks: durations.length,
      longestMs: Math.max(0, ...durations),
      wrong: countWrong(store.list, changes) + countWrongRows(box, store.list),
    }
  }

  return { run, end }
}

function watchLongTasks() {
  const durations: number[] = []
  const take = (entries: PerformanceEntryList) =>
    durations.push(...entries.map(({ duration }) => duration))
  const observer = new PerformanceObserver((list) => take(list.getEntries()))
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    observer.observe({ type: 'longtask' })
  }
  return {
    stop() {
      take(observer.takeRecords())
      observer.disconnect()
      return durations
    },
  }
}

type Entry = Pick<InvitationListEntry, 'userId' | 'status'>

function countWrong(list: readonly Entry[], changes: readonly ListNotice[]): number {
  const last = new Map(
    changes.map(({ invitation }) => [invitation.invitee.userId, invitation.status]),
  )
  return list.filter(({ userId, status }) => (last.get(userId) ?? status) !== status).length
}

const stateOf: Partial<Record<InvitationStatus, InvitationState>> = {
  [InvitationStatus.PENDING]: 'calling',
  [InvitationStatus.ACCEPTED]: 'accepted',
  [InvitationStatus.TIMEOUT]: 'noAnswer',
  [InvitationStatus.REJECTED]: 'declined',
}

function countWrongRows(box: HTMLElement, list: readonly Entry[]): number {
  const statuses = new Map(list.map(({ userId, status }) => [userId, status]))
  const shown = [...box.querySelectorAll<HTMLElement>('[data-user-id]')]
  if (shown.length === 0) throw new Error('the panel shows no rows')
  return shown.filter(({ dataset }) => {
    const status = statuses.get(dataset.userId!)
    return status === undefined || stateOf[status] !== dataset.state
  }).length
}
