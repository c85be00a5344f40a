import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCallBadge } from './call-badge'
import { createFakePage } from './testing/fake-page'

/** An image that is there at once. */
class LoadedImage {
  onload: (() => void) | null = null
  set src(_: string) {
    this.onload?.()
  }
}

function icon() {
  return document.querySelector('link[rel="icon"]')?.getAttribute('href')
}

function setUp() {
  const { navigator } = createFakePage()
  vi.spyOn(navigator, 'setAppBadge')
  vi.spyOn(navigator, 'clearAppBadge')
  const Image = LoadedImage as unknown as new () => HTMLImageElement
  return { navigator, badge: createCallBadge({ browser: () => ({ document, navigator, Image }) }) }
}

beforeEach(() => {
  document.head.innerHTML = '<link rel="icon" href="/app.svg">'
  const pen = new Proxy({}, { get: () => () => {}, set: () => true })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:badged')
})

afterEach(() => {
  vi.restoreAllMocks()
  document.head.innerHTML = ''
})

describe('createCallBadge', () => {
  it('counts on the icon of an installed app', () => {
    const { badge, navigator } = setUp()
    badge.show(0)
    expect(navigator.clearAppBadge).not.toHaveBeenCalled()
    badge.show(2)
    badge.show(2)
    expect(navigator.setAppBadge).toHaveBeenCalledExactlyOnceWith(2)
    badge.show(0)
    expect(navigator.clearAppBadge).toHaveBeenCalledOnce()
  })

  it('puts a dot on the favicon, and takes it off', () => {
    const { badge } = setUp()
    badge.show(1)
    badge.show(2)
    expect(icon()).toBe('data:badged')
    badge.show(0)
    expect(icon()).toBe('/app.svg')
  })

  it('leaves alone what the app has set meanwhile', () => {
    const { badge } = setUp()
    badge.show(1)
    document.querySelector('link')!.setAttribute('href', '/other.svg')
    badge.show(0)
    expect(icon()).toBe('/other.svg')
  })

  it('leaves alone an icon that may not be read', () => {
    vi.mocked(HTMLCanvasElement.prototype.toDataURL).mockImplementation(() => {
      throw new DOMException('Tainted.', 'SecurityError')
    })
    const { badge } = setUp()
    badge.show(1)
    expect(icon()).toBe('/app.svg')
  })

  it('does without any icon', () => {
    document.head.innerHTML = ''
    const badge = createCallBadge({ browser: () => ({ document }) })
    badge.show(1)
    badge.show(0)
    expect(document.head.innerHTML).toBe('')
  })
})
