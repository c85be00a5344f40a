import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { UserAvatar } from '.'

const ann = { userId: 'ann', userName: 'Ann Weber' }

describe('UserAvatar', () => {
  it('is decoration beside a written name', () => {
    const avatar = mount(UserAvatar, { props: { user: ann } })
    expect(avatar.attributes('aria-hidden')).toBe('true')
    expect(avatar.text()).toBe('AW')
  })

  it('is a named picture when it stands alone', () => {
    const avatar = mount(UserAvatar, { props: { user: ann, label: 'Ann Weber' } })
    expect(avatar.attributes()).toMatchObject({ role: 'img', 'aria-label': 'Ann Weber' })
    expect(avatar.attributes('aria-hidden')).toBeUndefined()
  })

  it('prefers the name of this room, and the id to nothing', () => {
    expect(mount(UserAvatar, { props: { user: { ...ann, nameCard: 'Host' } } }).text()).toBe('H')
    expect(mount(UserAvatar, { props: { user: { userId: 'ben' } } }).text()).toBe('B')
    expect(mount(UserAvatar, { props: { user: ann, name: 'Cat' } }).text()).toBe('C')
  })

  it('falls back to initials when the picture fails, and tries another picture', async () => {
    const avatar = mount(UserAvatar, { props: { user: { ...ann, avatarUrl: '/a.png' } } })
    expect(avatar.attributes('data-state')).toBe('picture')

    await avatar.get('img').trigger('error')
    expect(avatar.find('img').exists()).toBe(false)
    expect(avatar.attributes('data-state')).toBe('initials')

    await avatar.setProps({ user: { ...ann, avatarUrl: '/b.png' } })
    expect(avatar.get('img').attributes('src')).toBe('/b.png')
  })

  it('gives the initials to its slot', () => {
    const avatar = mount(UserAvatar, {
      props: { user: ann },
      slots: { default: ({ initials }: { initials: string }) => `<${initials}>` },
    })
    expect(avatar.text()).toBe('<AW>')
  })
})
