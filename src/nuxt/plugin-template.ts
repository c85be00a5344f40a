import type { NuxtPluginTemplate } from '@nuxt/schema'

/** The Nuxt plugin that installs the kit with what the app's file (absolute path) says. */
export function pluginTemplate(file: string): NuxtPluginTemplate {
  const getContents = () => `import { defineNuxtPlugin } from '#imports'
import { createConferenceInvitations } from 'vue-conference-invitations'
import createOptions from ${JSON.stringify(file)}

export default defineNuxtPlugin({
  name: 'conference-invitations',
  async setup(nuxtApp) {
    const options = await nuxtApp.runWithContext(() => createOptions(nuxtApp))
    nuxtApp.vueApp.use(createConferenceInvitations(options))
  },
})
`
  return { filename: 'conference-invitations.plugin.mjs', getContents }
}
