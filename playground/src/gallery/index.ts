import { createApp, nextTick, type App } from 'vue'
import { loadLocale } from 'vue-conference-invitations/locales/load'
import './gallery.css'
import GalleryPage from './GalleryPage.vue'
import { lookOf } from './look'
import { mountScene } from './mount-scene'
import { idOf, type Scene } from './scene'
import { sceneGroups } from './scenes'

const scenes = new Map<string, Scene>(
  sceneGroups.flatMap(({ component, scenes }) =>
    scenes.map((scene) => [idOf(component, scene.name), scene] as const),
  ),
)

/**
 * Shows what the address asks for: the links to all scenes, or the one of `state`. Follows the
 * address; `data-shown` on the document says which scene has come into its state.
 */
export async function showGallery(root: HTMLElement): Promise<void> {
  let shown: App | null = null
  let turn = 0

  async function show() {
    const mine = ++turn
    const params = new URLSearchParams(location.search)
    const look = lookOf(params)
    const id = params.get('state') ?? ''
    const scene = scenes.get(id)
    const { documentElement } = document
    delete documentElement.dataset.shown
    const loaded = await loadLocale(look.lang)
    if (mine !== turn) return
    const locale = { ...loaded, dir: look.dir ?? loaded.dir }
    shown?.unmount()
    await nextTick()
    documentElement.lang = scene ? look.lang : 'en'
    documentElement.dir = scene ? locale.dir : 'ltr'
    documentElement.style.colorScheme = look.theme ?? 'light dark'
    document.title = scene ? `${id} · Gallery` : 'Gallery'
    root.dataset.page = 'gallery'
    if (scene) shown = await mountScene(scene, { look, locale, root })
    else {
      shown = createApp(GalleryPage, { groups: sceneGroups, params })
      shown.mount(root)
    }
    if (mine === turn) documentElement.dataset.shown = id
  }

  window.addEventListener('popstate', () => void show())
  await show()
}
