import { h, type VNodeChild } from 'vue'

/** The quiet page around what a scene shows: its own words are never those of the kit. */
export const place = (form: 'panel' | 'parts' | 'page', ...children: VNodeChild[]) =>
  h('main', { class: 'pg-scene', 'data-form': form }, [
    h('h1', { class: 'pg-hidden', lang: 'en', dir: 'ltr' }, 'Gallery'),
    ...children,
  ])
