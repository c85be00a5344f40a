import type { RingtoneOptions } from '../../context'
import { createCallBadge } from './call-badge'
import { createCallNotifications } from './call-notifications'
import { DEFAULT_VOLUME } from './facts'
import { createGestureWatch } from './gesture-watch'
import type { Ringer, RingerInput, RingerSetup } from './ringer-types'
import { createRingtonePlayer } from './ringtone-player'
import { openTabChannel, type TabChannel, type TabMessage } from './tab-channel'
import { createTabElection, type TabElection } from './tab-election'
import { createTitleFlasher } from './title-flasher'
import { incomingTone } from './tones'
import type { RingingCall } from './types'
import { createVibration } from './vibration'
import type { SoundState } from './voice'
import { withoutNesting } from './without-nesting'

/** How long a tab lets better ones go first, in milliseconds: the one in sight, those with sound. */
const DELAY_MS = { inSight: 0, hidden: 100, withoutGesture: 300 }

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
  const watchGestures = createGestureWatch(browser, unblock)
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
    watchGestures(isBlocked)
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
