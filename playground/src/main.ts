import '@fontsource-variable/inter'
import './styles/reset.css'
import 'vue-conference-invitations/style.css'
import { startApp } from './start-app'
import './styles/index.css'

const root = document.querySelector<HTMLElement>('#app')!
const params = new URLSearchParams(location.search)

if (params.has('gallery')) await (await import('./gallery')).showGallery(root)
else {
  if (params.get('backend') === 'sdk') await (await import('./sdk')).askForCredentials(root)
  await startApp(root)
}
