import { InvitationListPanel } from 'vue-conference-invitations'
import { createApp, h } from 'vue'
import PeerPanel from './peer/PeerPanel.vue'
import { installKit } from './kit-app'
import { createRingingRows } from './samples'
import { putOnStage } from './stage'

/** Longer than anybody measures. */
const RING_MS = 3_600_000

/** Ends what counts down. */
export type EndCountdowns = () => void

/** Each shows so many invitations that ring, and counts them down until it is ended. */
export const startCountdowns = {
  /** The kit's panel. */
  ours: async (count: number): Promise<EndCountdowns> => {
    const app = createApp(InvitationListPanel)
    await installKit(app, createRingingRows(count, RING_MS))
    return putOnStage(app).end
  },

  /** One timer, and one text in the document. */
  floor: async (): Promise<EndCountdowns> => {
    const text = document.createTextNode('')
    document.body.append(text)
    let seconds = RING_MS / 1_000
    const timer = setInterval(() => (text.data = String((seconds -= 1))), 1_000)
    return () => {
      clearInterval(timer)
      text.remove()
    }
  },

  /** One component and one timer per row. */
  peer: async (count: number): Promise<EndCountdowns> => {
    const rows = createRingingRows(count, RING_MS)
    return putOnStage(createApp({ render: () => h(PeerPanel, { rows }) })).end
  },
}
