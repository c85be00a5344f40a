import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { parseAddress, type AddressState } from './address'
import { hear, send, type Look } from './frames'

/** One of the two devices. */
export interface Device {
  /** Another one for each frame that begins anew. */
  key: number
  /** Where its frame begins; from there it moves by itself. */
  src: string
}

/** The two devices of the view: two frames of this very app, whose ways the address follows. */
export function useDeviceFrames(address: AddressState) {
  const { user, room, second, secondRoom } = address.current.value
  let lastKey = 0
  const devices = shallowRef<Device[]>([
    deviceOf(user ?? 'ann', room),
    deviceOf(second ?? 'ben', secondRoom),
  ])
  address.change({ user: user ?? 'ann', second: second ?? 'ben' })

  function deviceOf(userId: string, inRoom: string | null): Device {
    const nobody = { second: null, secondRoom: null }
    return {
      key: (lastKey += 1),
      src: address.hrefFor({ view: 'one', user: userId, room: inRoom, ...nobody }),
    }
  }

  /** Gives a device (0 or 1) to somebody else, who begins in the lobby. */
  function choose(index: number, userId: string) {
    devices.value = devices.value.with(index, deviceOf(userId, null))
  }

  /** Whose the devices are; inside one, somebody can become somebody else. */
  const users = computed(() => [
    address.current.value.user ?? '',
    address.current.value.second ?? '',
  ])

  const look = computed<Look>(() => {
    const { lang, theme, dir, density } = address.current.value
    return { lang, theme, dir, density }
  })
  watch(look, (now, before) => {
    if (JSON.stringify(now) === JSON.stringify(before)) return
    for (const frame of [window.frames[0], window.frames[1]]) {
      if (frame) send(frame, { kind: 'playground-look', look: now })
    }
  })

  const off = hear((message, source) => {
    if (message.kind !== 'playground-address') return
    const inner = parseAddress(message.search, navigator.language)
    if (source === window.frames[0]) address.change({ user: inner.user, room: inner.room })
    if (source === window.frames[1]) address.change({ second: inner.user, secondRoom: inner.room })
  })
  onScopeDispose(off)
  return { devices, users, choose }
}
