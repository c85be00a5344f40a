import type { App } from 'vue'

/** A place in the page, as wide and high as a side panel. */
export interface Stage {
  box: HTMLElement
  end(): void
}

/** Mounts an app into a place of its own. */
export function putOnStage(app: App): Stage {
  const box = document.createElement('div')
  box.className = 'stage'
  document.body.append(box)
  app.mount(box)
  return {
    box,
    end() {
      app.unmount()
      box.remove()
    },
  }
}
