import '@fontsource-variable/inter'
import './styles/reset.css'
import 'vue-conference-invitations/style.css'
import { startApp } from './start-app'
import './styles/index.css'

const root = document.querySelector<HTMLElement>('#app')!
const isGallery = new URLSearchParams(location.search).has('gallery')

if (isGallery) await (await import('./gallery')).showGallery(root)
else await startApp(root)
