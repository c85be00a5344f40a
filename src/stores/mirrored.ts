import { shallowRef, watch, type ShallowRef } from 'vue'
import { inDevelopment, warn } from '../diagnostics'

/** State that only events of the backend may write. */
export interface Mirrored<Value> {
  /** What the store shows; writable for Pinia's tools alone. */
  state: ShallowRef<Value>
  /** Replaces it. */
  write(value: Value): void
}

/** Creates {@link Mirrored} state; in development it warns when somebody else writes it. */
export function mirrored<Value>(initial: Value): Mirrored<Value> {
  const state = shallowRef(initial)
  let written = initial

  inDevelopment(() => {
    watch(
      state,
      (value) => {
        if (value !== written) warn('CI_R001')
      },
      { flush: 'sync' },
    )
  })

  function write(value: Value) {
    written = value
    state.value = value
  }

  return { state, write }
}
