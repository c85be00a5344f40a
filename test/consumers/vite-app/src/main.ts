import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createConferenceInvitations, useRoomEngine } from 'vue-conference-invitations'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import 'vue-conference-invitations/style.css'
import App from './App.vue'

const engine = await createEmbeddedEngine({ user: { userId: 'ann', userName: 'Ann' } })

createApp(App)
  .use(createPinia())
  .use(createConferenceInvitations(useRoomEngine(engine)))
  .mount('#app')
