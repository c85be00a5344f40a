import { afterEach, beforeEach, expect, it } from 'vitest'
import { h } from 'vue'
import { enterFakePage } from '../../composables/ringing/testing/fake-page'
import { whenLoaded } from '../../composables/ringing/testing/when-loaded'
import { useRingtone, type RingtoneOptions } from '../../composables/useRingtone'
import { invitation } from '../../stores/testing/samples'
import { allByRole, axeViolations, byRole, click, mountKit, unmountKit } from '../testing/mount-kit'
import { InvitationListPanel } from '.'

let page: ReturnType<typeof enterFakePage>

/** Ann's panel while Ben is called, in an app that lets calls ring or leaves that out. */
async function mountPanel({
  ringtone,
  rings = true,
}: {
  ringtone: RingtoneOptions
  rings?: boolean
}) {
  const App = {
    setup() {
      if (rings) useRingtone()
      return () => h(InvitationListPanel)
    },
  }
  const kit = await mountKit(App, {
    backend: { list: () => [invitation('ben')] },
    app: { ringtone },
  })
  await whenLoaded()
  return kit
}

beforeEach(() => {
  page = enterFakePage()
})

afterEach(unmountKit)

it('lets whoever calls turn the ring-back off while it sounds', async () => {
  await mountPanel({ ringtone: { ringBack: 'always' } })
  expect(page.audio.isAudible).toBe(true)
  expect(await axeViolations()).toEqual([])
  await click(byRole('button', 'Mute the ring-back tone'))
  expect(page.audio.isAudible).toBe(false)
  expect(allByRole('button', 'Mute the ring-back tone')).toEqual([])
  expect(document.activeElement).toBe(byRole('heading', 'Invited people'))
})

it('offers nothing while nothing sounds', async () => {
  await mountPanel({ ringtone: { ringBack: 'never' } })
  expect(allByRole('button', 'Mute the ring-back tone')).toEqual([])
})

it('lets nothing ring by itself', async () => {
  await mountPanel({ ringtone: { ringBack: 'always' }, rings: false })
  expect(page.audio.isAudible).toBe(false)
})
