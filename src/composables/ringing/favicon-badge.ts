import type { RingingBrowser } from './browser'

const SIZE = 64
const DOT = 17
const RED = '#e5484d'

/** A dot on the page's favicon. */
export interface FaviconBadge {
  show(isShown: boolean): void
}

/**
 * Creates a {@link FaviconBadge}. Leaves alone what it cannot draw: pages without an icon, and icons
 * from other origins.
 */
export function createFaviconBadge({ browser }: { browser: () => RingingBrowser }): FaviconBadge {
  let wanted = false
  let replaced: { link: HTMLLinkElement; own: string; written: string } | null = null

  function show(isShown: boolean) {
    if (wanted === isShown) return
    wanted = isShown
    if (isShown) load()
    else restore()
  }

  function load() {
    const { document, Image } = browser()
    const link = document?.querySelector<HTMLLinkElement>('link[rel~="icon"][href]')
    const own = link?.getAttribute('href')
    if (!document || !Image || !link || !own) return
    const image = new Image()
    image.onload = () => {
      if (!wanted || replaced || link.getAttribute('href') !== own) return
      const written = draw(document, image)
      if (written === null) return
      replaced = { link, own, written }
      link.setAttribute('href', written)
    }
    image.src = link.href
  }

  function restore() {
    // an icon that the app has set meanwhile stays
    if (replaced?.link.getAttribute('href') === replaced?.written) {
      replaced?.link.setAttribute('href', replaced.own)
    }
    replaced = null
  }

  return { show }
}

/** The icon with a dot in its lower corner as a data address; `null` when it may not be read. */
function draw(document: Document, image: HTMLImageElement): string | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const pen = canvas.getContext('2d')
  if (!pen) return null
  try {
    pen.drawImage(image, 0, 0, SIZE, SIZE)
    const centre = SIZE - DOT
    pen.beginPath()
    pen.arc(centre, centre, DOT, 0, 2 * Math.PI)
    pen.globalCompositeOperation = 'destination-out'
    pen.fill()
    pen.beginPath()
    pen.arc(centre, centre, DOT - 4, 0, 2 * Math.PI)
    pen.globalCompositeOperation = 'source-over'
    pen.fillStyle = RED
    pen.fill()
    return canvas.toDataURL('image/png')
  } catch {
    return null
  }
}
