import { defineComponent, onMounted, watch, type PropType } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import type { IncomingCard } from '../../composables/useIncomingInvitations'
import { useInvitationCountdown } from '../../composables/useInvitationCountdown'
import { useLocale } from '../../composables/useLocale'
import { useCallWords } from './use-call-words'

/** Seconds before the end at which people are told, the last one last. */
const WARN_AT = [30, 10]

/** Tells screen readers about one call, from its arrival to its end; shows nothing. */
export const CallAnnouncer = /* @__PURE__ */ defineComponent({
  name: 'CallAnnouncer',
  props: {
    card: { type: Object as PropType<IncomingCard>, required: true },
    /** Key that leads to the cards; `null` when there is none. */
    hotkey: { type: String as PropType<string | null>, default: null },
  },
  setup(props) {
    const { t } = useLocale()
    const { announce } = useAnnouncer()
    const { namesOf, endingOf } = useCallWords()
    const { secondsLeft } = useInvitationCountdown(() =>
      props.card.state === 'ringing' ? props.card.invitation : null,
    )

    onMounted(() => {
      if (props.card.state !== 'ringing') return
      const { inviter, room } = namesOf(props.card)
      const params = { name: inviter, room }
      announce(
        props.hotkey === null
          ? t('announce.arrivedNoKey', params)
          : t('announce.arrived', { ...params, key: props.hotkey }),
        'assertive',
      )
    })

    watch(secondsLeft, (seconds, before) => {
      if (seconds === null || before === null || seconds === 0) return
      const passed = WARN_AT.filter((mark) => seconds <= mark && before > mark).at(-1)
      if (passed === undefined) return
      announce(t('announce.secondsLeft', { count: seconds, name: namesOf(props.card).inviter }))
    })

    watch(
      () => props.card.state,
      (state) => {
        if (state !== 'ended') return
        announce(
          t('announce.ended', {
            name: namesOf(props.card).inviter,
            ending: endingOf(props.card).text,
          }),
        )
      },
    )

    return () => null
  },
})
