import {
  addComponent,
  addImports,
  addPluginTemplate,
  defineNuxtModule,
  findPath,
  hasNuxtModule,
  useLogger,
} from '@nuxt/kit'
import type { NuxtModule } from '@nuxt/schema'
import { componentNames, composableNames } from './names'
import { pluginTemplate } from './nuxt/plugin-template'

/** What `conferenceInvitations` in nuxt.config says. */
export interface ModuleOptions {
  /**
   * File that says who is here and which backend there is: its default export is a function that gets
   * the Nuxt app and gives the options of `createConferenceInvitations()`, or a promise of them.
   * Defaults to `~/conference-invitations`.
   */
  options: string
  /** Stylesheet of every page; `false` for none. Defaults to `style.css`. */
  style: 'style.css' | 'style.unlayered.css' | false
  /** What stands before the names of components in templates. Defaults to `''`. */
  prefix: string
  /** Whether components need no import. Defaults to `true`. */
  components: boolean
  /** Whether composables need no import. Defaults to `true`. */
  imports: boolean
}

const PACKAGE = 'vue-conference-invitations'

const conferenceInvitations: NuxtModule<ModuleOptions> = defineNuxtModule<ModuleOptions>({
  meta: {
    name: PACKAGE,
    configKey: 'conferenceInvitations',
    compatibility: { nuxt: '>=3.16.0' },
  },
  defaults: {
    options: '~/conference-invitations',
    style: 'style.css',
    prefix: '',
    components: true,
    imports: true,
  },
  async setup({ options, style, prefix, components, imports }, nuxt) {
    const logger = useLogger(PACKAGE)
    if (style) nuxt.options.css.unshift(`${PACKAGE}/${style}`)
    if (components) {
      for (const name of componentNames) {
        addComponent({ name: `${prefix}${name}`, export: name, filePath: PACKAGE })
      }
    }
    if (imports) addImports(composableNames.map((name) => ({ name, from: PACKAGE })))
    if (!hasNuxtModule('@pinia/nuxt')) {
      logger.warn('The invitation store lives in Pinia: add @pinia/nuxt to the modules.')
    }

    const file = await findPath(options)
    if (file) addPluginTemplate(pluginTemplate(file))
    else {
      logger.warn(
        `There is no ${options}.ts, so nothing provides the conference invitations. Let its default export give the options of createConferenceInvitations().`,
      )
    }
  },
})

export default conferenceInvitations
