import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import * as lazyPart from '../../composables/useLazyPart'
import { mountKit, spoken, unmountKit } from '../testing/mount-kit'
import { InviteDialog } from '.'

let options: lazyPart.LazyPartOptions<unknown>

beforeEach(() => {
  vi.spyOn(lazyPart, 'useLazyPart').mockImplementation((given) => {
    options = given
    return shallowRef(null)
  })
})

afterEach(unmountKit)

const error = new Error('The dialog cannot be fetched.')

it('closes and says why when it is wanted and cannot be loaded, so that the button tries again', async () => {
  const { clock, errors, wrapper } = await mountKit(InviteDialog, { props: { open: true } })
  expect(options.isNeeded()).toBe(true)
  options.onError(error)
  expect(options.isNeeded()).toBe(false)
  expect(wrapper.emitted('update:open')).toEqual([[false]])
  expect(errors).toEqual([error])
  await clock.advance(1_000)
  expect(spoken().polite).toBe('The connection was lost. Check it, then try again.')
})

it('disturbs nobody when it cannot be loaded before it is wanted', async () => {
  const { clock, errors, wrapper } = await mountKit(InviteDialog)
  expect(options.isNeeded()).toBe(false)
  options.onError(error)
  expect(wrapper.emitted('update:open')).toBe(undefined)
  expect(errors).toEqual([error])
  await clock.advance(1_000)
  expect(spoken().polite).toBe('')
})
