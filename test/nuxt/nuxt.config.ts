export default defineNuxtConfig({
  modules: ['@pinia/nuxt', 'vue-conference-invitations/nuxt'],
  compatibilityDate: '2026-01-01',
  telemetry: false,
})
