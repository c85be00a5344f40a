import { onScopeDispose } from 'vue'
import { useAnswers } from '../../composables/list/list-rows'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useInvitationContext } from '../../composables/useInvitationContext'
import type { InvitationState } from '../../composables/useInvitationList'
import { useLocale } from '../../composables/useLocale'
import type { MessageKey } from '../../locales/types'

/** How long answers are gathered before they are told as one, in milliseconds. */
const GATHER_MS = 1_000

type Answer = Exclude<InvitationState, 'calling'>

const messages: Record<Answer, { one: MessageKey; many: MessageKey }> = {
  accepted: { one: 'announce.oneAccepted', many: 'announce.manyAccepted' },
  declined: { one: 'announce.oneDeclined', many: 'announce.manyDeclined' },
  busy: { one: 'announce.oneBusy', many: 'announce.manyBusy' },
  noAnswer: { one: 'announce.oneNoAnswer', many: 'announce.manyNoAnswer' },
}

/** Tells screen readers how people answered: many answers of one moment in one sentence. */
export function useListNews() {
  const { clock } = useInvitationContext()
  const { t } = useLocale()
  const { announce } = useAnnouncer()

  let news = new Map<InvitationState, string[]>()
  let stopWaiting = () => {}

  useAnswers(({ state, name }) => {
    const names = news.get(state)
    if (names) names.push(name)
    else news.set(state, [name])
    stopWaiting()
    stopWaiting = clock.at(clock.read() + GATHER_MS, tell)
  })

  function tell() {
    const sentences = [...news].map(([answer, names]) => {
      const [name = ''] = names
      const { one, many } = messages[answer as Answer]
      return names.length === 1 ? t(one, { name }) : t(many, { count: names.length })
    })
    news = new Map()
    announce(sentences.join('\n'))
  }

  onScopeDispose(() => stopWaiting())
}
