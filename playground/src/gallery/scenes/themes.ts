import dense from 'vue-conference-invitations/themes/dense.css?inline'
import warm from 'vue-conference-invitations/themes/warm.css?inline'
import type { Scene } from '../scene'
import { dialogScenes } from './dialog'
import { missedListScenes } from './missed'
import { panelScenes } from './panel'
import { toastScenes } from './toast'

const themes = { warm, dense }

const shown: readonly [surface: string, scenes: readonly Scene[], name: string][] = [
  ['dialog', dialogScenes, 'chosen people'],
  ['calls', toastScenes, 'three stacked'],
  ['panel', panelScenes, 'every state'],
  ['missed calls', missedListScenes, 'some'],
]

/** Puts a theme after the kit's own styles; returns how to take it away. */
function wear(css: string) {
  const styles = document.createElement('style')
  styles.textContent = css
  document.head.append(styles)
  return () => styles.remove()
}

/** A state of each surface in each example theme. */
export const themeScenes: readonly Scene[] = Object.entries(themes).flatMap(([theme, css]) =>
  shown.map(([surface, scenes, name]) => ({
    ...scenes.find((scene) => scene.name === name)!,
    name: `${theme} ${surface}`,
    prepare: () => wear(css),
  })),
)
