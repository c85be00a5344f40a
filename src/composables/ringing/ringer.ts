import type { RingtoneOptions } from '../../context'
import type { Clock } from '../../manager/ports'
import { GESTURES, listen, type RingingBrowser } from './browser'
import { createCallBadge } from './call-badge'
import { createCallNotifications, type CallNotificationPermission } from './call-notifications'
import { createRingtonePlayer, DEFAULT_VOLUME } from './ringtone-player'
import { openTabChannel, type TabChannel, type TabMessage } from './tab-channel'
import { createTabElection, type TabElection } from './tab-election'
import { createTitleFlasher } from './title-flasher'
import { incomingTone } from './tones'
import type { RingingCall } from './types'
import { createVibration } from './vibration'
import type { SoundState } from './voice'

/** How long a tab lets better ones go first, in milliseconds: the one in sight, those with sound. */
const DELAY_MS = { inSight: 0, hidden: 100, withoutGesture: 300 }

/** Where ringing stands in this tab. */
export interface RingerState {
  isRinging: boolean
  isMuted: boolean
  isBlocked: boolean
  isElected: boolean
}

/** What should ring, and how. */
export interface RingerInput {
  /** Newest first; those that show without a sound are not among them. */
  calls: readonly RingingCall[]
  /** Whose tabs ring together. */
  userId: string
  options: RingtoneOptions
  /** Language of the words, for notifications. */
  lang?: string
  dir?: NotificationDirection
}

export interface RingerSetup {
  clock: Clock
  browser: () => RingingBrowser
  /** Gets the whole state after each change. */
  onState: (state: RingerState) => void
  /** Gets what went wrong; whatever else works goes on. */
  onError: (error: unknown) => void
}

/** Everything by which a page rings, as one. */
export interface Ringer {
  /** Takes what rings now; whatever is no longer among the calls is over, answered or silenced. */
  update(input: RingerInput): void
  /** Turns sound and vibration off, or on, in all tabs of the person, until this ring is over. */
  setMuted(isMuted: boolean): void
  /** To be called in a user's gesture: lets this ring and later ones be heard. */
  unblock(): void
  /** Overrides the device of the options. Rejects when that cannot be. */
  setOutputDevice(deviceId: string): Promise<void>
  readonly notificationPermission: CallNotificationPermission
  /** Asks the user; only in a gesture. */
  requestNotificationPermission(): Promise<CallNotificationPermission>
  /** Silent at once, and nothing is left behind. */
  dispose(): void
}

/** Creates a {@link Ringer}; touches no browser before a call rings. */
export function createRinger({ clock, browser, onState, onError }: RingerSetup): Ringer {
  let input: RingerInput = { calls: [], userId: '', options: {} }
  /** Calls that another tab has answered or silenced. */
  let quieted: ReadonlySet<string> = new Set()
  /** What the user wants for this ring; `null` while the options decide. */
  let muted: boolean | null = null
  let isGestureWanted = false
  let name = ''
  let election: TabElection | null = null
  let channel: TabChannel | null = null
  let unfollowGestures: (() => void) | null = null

  const shared = { browser, clock }
  const title = createTitleFlasher(shared)
  const vibration = createVibration(shared)
  const badge = createCallBadge(shared)
  const player = createRingtonePlayer({ ...shared, tone: incomingTone, onError, onState: onSound })
  const notifications = createCallNotifications({
    browser,
    tag: () => name,
    onClick: (roomId) => input.options.onNotificationClick?.(roomId),
    onError,
  })
  const refresh = withoutNesting(apply)

  function update(next: RingerInput) {
    const before = input
    input = next
    configure(before.options, next.options)
    const ids = new Set(next.calls.map(idOf))
    const nextName = nameOf(next)
    if (nextName !== name) {
      // somebody else's tabs: they hear nothing of what this person's calls came to
      end()
      election?.dispose()
      election = null
      name = nextName
    }
    for (const id of before.calls.map(idOf)) {
      if (!ids.has(id) && !quieted.has(id)) channel?.send({ type: 'quiet', id })
    }
    quieted = new Set([...quieted].filter((id) => ids.has(id)))
    refresh()
  }

  function configure(before: RingtoneOptions, next: RingtoneOptions) {
    player.setVolume(next.volume ?? DEFAULT_VOLUME)
    player.setSound(next.sound ?? null)
    if (next.outputDeviceId !== before.outputDeviceId) {
      player.setOutputDevice(next.outputDeviceId ?? '').catch(onError)
    }
  }

  function apply() {
    const { options, lang, dir } = input
    const calls = input.calls.filter((call) => !quieted.has(idOf(call)))
    const isRinging = calls.length > 0
    if (isRinging) begin()
    else end()

    const isMuted = muted ?? options.muted ?? false
    const isElected = election?.isElected ?? false
    const isSounding = isRinging && isElected && !isMuted
    if (isSounding) player.start()
    else player.stop()
    if (isSounding && options.vibration !== false) vibration.start(options.vibration)
    else vibration.stop()

    const latest = options.titleFlash === false ? undefined : calls[0]
    title.show(latest ? { count: calls.length, text: latest.title } : null)
    badge.show(options.badge === false ? 0 : calls.length)
    const mayNotify = options.notification !== false && (isElected || !election?.isExclusive)
    notifications.show({
      ...options.notification,
      calls: mayNotify ? calls : [],
      isSilent: isMuted || (isSounding && !isGestureWanted && player.state !== 'failed'),
      lang,
      dir,
    })

    const isBlocked = isRinging && !isMuted && isGestureWanted
    followGestures(isBlocked)
    onState({ isRinging, isMuted, isBlocked, isElected })
  }

  function begin() {
    channel ??= openTabChannel(browser(), name, hear)
    election ??= createTabElection({ ...shared, name, delay: getDelay, onChange: refresh })
    election.enter()
  }

  function end() {
    if (!channel) return
    election?.leave()
    channel.close()
    channel = null
    muted = null
    isGestureWanted = false
  }

  function hear(message: TabMessage) {
    switch (message.type) {
      case 'quiet':
        if (input.calls.some((call) => idOf(call) === message.id)) {
          quieted = new Set([...quieted, message.id])
        }
        break
      case 'mute':
        muted = message.isMuted
        break
      case 'heard':
        isGestureWanted = false
        break
    }
    refresh()
  }

  function onSound(state: SoundState) {
    if (state === 'playing') {
      isGestureWanted = false
      channel?.send({ type: 'heard' })
      // whoever can be heard is the one to ring, also when it took a gesture
      election?.retry()
    } else if (state === 'blocked' || state === 'failed') {
      isGestureWanted = state === 'blocked'
      election?.giveUp()
    }
    refresh()
  }

  function followGestures(isWanted: boolean) {
    if (isWanted) unfollowGestures ??= listen(browser().window, GESTURES, unblock)
    else {
      unfollowGestures?.()
      unfollowGestures = null
    }
  }

  function unblock() {
    player.unblock()
    if (election?.hasGivenUp && !election.isElected) {
      isGestureWanted = false
      election.retry()
    }
    refresh()
  }

  function getDelay() {
    const { document, navigator } = browser()
    if (navigator?.userActivation?.hasBeenActive === false) return DELAY_MS.withoutGesture
    return document?.visibilityState === 'hidden' ? DELAY_MS.hidden : DELAY_MS.inSight
  }

  function setMuted(isMuted: boolean) {
    muted = isMuted
    channel?.send({ type: 'mute', isMuted })
    refresh()
  }

  function dispose() {
    input = { ...input, calls: [] }
    refresh()
    election?.dispose()
    election = null
    notifications.dispose()
    player.dispose()
  }

  return {
    update,
    setMuted,
    unblock,
    setOutputDevice: (deviceId) => player.setOutputDevice(deviceId),
    get notificationPermission() {
      return notifications.permission
    },
    requestNotificationPermission: () => notifications.requestPermission(),
    dispose,
  }
}

function idOf({ id, roomId }: RingingCall) {
  return id ?? roomId
}

function nameOf({ userId, options }: RingerInput) {
  return ['conference-invitations', options.namespace ?? '', userId]
    .map(encodeURIComponent)
    .join(':')
}

/** Runs it once more after a run that asked for it, instead of inside of it. */
function withoutNesting(run: () => void): () => void {
  let isRunning = false
  let isStale = false
  return () => {
    isStale = true
    if (isRunning) return
    isRunning = true
    try {
      while (isStale) {
        isStale = false
        run()
      }
    } finally {
      isRunning = false
    }
  }
}
