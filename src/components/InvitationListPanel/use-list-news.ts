import { onScopeDispose, watch } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useInvitationContext } from '../../composables/useInvitationContext'
import type { InvitationListEntry, InvitationState } from '../../composables/useInvitationList'
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
export function useListNews(entries: () => readonly InvitationListEntry[]) {
  const { clock } = useInvitationContext()
  const { t } = useLocale()
  const { announce } = useAnnouncer()

  let calling = new Set<string>()
  let news = new Map<Answer, string[]>()
  let stopWaiting = () => {}

  function gather(all: readonly InvitationListEntry[]) {
    const nowCalling = new Set<string>()
    for (const { userId, state, displayName } of all) {
      if (state === 'calling') nowCalling.add(userId)
      else if (calling.has(userId)) news.set(state, [...(news.get(state) ?? []), displayName])
    }
    calling = nowCalling
    if (news.size === 0) return
    stopWaiting()
    stopWaiting = clock.at(clock.read() + GATHER_MS, tell)
  }

  function tell() {
    const sentences = [...news].map(([answer, names]) => {
      const [name = ''] = names
      const { one, many } = messages[answer]
      return names.length === 1 ? t(one, { name }) : t(many, { count: names.length })
    })
    news = new Map()
    announce(sentences.join('\n'))
  }

  watch(entries, gather, { immediate: true })
  onScopeDispose(() => stopWaiting())
}
