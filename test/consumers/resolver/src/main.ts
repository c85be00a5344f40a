import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createConferenceInvitations } from 'vue-conference-invitations'
import App from './App.vue'

createApp(App).use(createPinia()).use(createConferenceInvitations({})).mount('#app')
