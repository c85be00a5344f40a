import 'vue-conference-invitations/style.css'
import { createPage } from './app'

const app = await createPage()
app.mount('#app')
document.documentElement.dataset.hydrated = ''
