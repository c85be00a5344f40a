import { defineComponent, h, type PropType } from 'vue'
import { useLocale } from '../../composables/useLocale'
import type { MessageKey, MessageParams } from '../../locales/types'

/** Private-use signs around a name: no message and no name has them. */
const OPEN = '\uE000'
const CLOSE = '\uE001'
const NAME = /(\uE000[^\uE001]*\uE001)/

/** A message whose names keep their own direction of writing: each stands in a `<bdi>`. */
export const CiPhrase = /* @__PURE__ */ defineComponent({
  name: 'CiPhrase',
  props: {
    message: { type: String as PropType<MessageKey>, required: true },
    /** Texts among them are names. */
    params: { type: Object as PropType<MessageParams>, required: true },
  },
  setup(props) {
    const { t } = useLocale()

    return () => {
      const marked: Record<string, string | number> = {}
      for (const [key, value] of Object.entries(props.params)) {
        marked[key] = typeof value === 'string' ? `${OPEN}${value}${CLOSE}` : value
      }
      return t(props.message, marked)
        .split(NAME)
        .filter((part) => part !== '')
        .map((part) => (part.startsWith(OPEN) ? h('bdi', part.slice(1, -1)) : part))
    }
  },
})
