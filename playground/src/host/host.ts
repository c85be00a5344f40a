import kitStyles from 'vue-conference-invitations/style.css?inline'
import { showGallery } from '../gallery'
import { ownStyles } from './own-styles'

function addStyles(id: string, css: string) {
  const styles = document.createElement('style')
  styles.id = id
  styles.textContent = css
  document.head.append(styles)
}

// The gallery inside an app of its own; `css` names the app's own styles.
const css = new URLSearchParams(location.search).get('css') ?? ''
addStyles('own-styles', ownStyles[css] ?? '')
addStyles('kit-styles', kitStyles)
await showGallery(document.querySelector<HTMLElement>('#app')!)
