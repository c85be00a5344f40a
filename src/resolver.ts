import { componentNames } from './names'

export interface ConferenceInvitationsResolverOptions {
  /**
   * Stylesheet that comes with the components; `false` for none, where the app imports one itself.
   * Defaults to `style.css`.
   */
  style?: 'style.css' | 'style.unlayered.css' | false
  /** What stands before the names in templates: `Call` for `<CallInviteDialog>`. Defaults to `''`. */
  prefix?: string
}

/** Where a component comes from, as unplugin-vue-components wants it. */
export interface ResolvedComponent {
  name: string
  from: string
  sideEffects?: string
}

/** A resolver as unplugin-vue-components wants it. */
export interface ConferenceInvitationsResolverReturn {
  type: 'component'
  resolve(name: string): ResolvedComponent | undefined
}

const PACKAGE = 'vue-conference-invitations'

/**
 * Lets unplugin-vue-components import the kit's components by themselves, with their stylesheet.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import Components from 'unplugin-vue-components/vite'
 * import { ConferenceInvitationsResolver } from 'vue-conference-invitations/resolver'
 *
 * export default defineConfig({
 *   plugins: [vue(), Components({ resolvers: [ConferenceInvitationsResolver()] })],
 * })
 * ```
 */
export function ConferenceInvitationsResolver({
  style = 'style.css',
  prefix = '',
}: ConferenceInvitationsResolverOptions = {}): ConferenceInvitationsResolverReturn {
  return {
    type: 'component',
    resolve(tag) {
      if (!tag.startsWith(prefix)) return undefined
      const name = componentNames.find((one) => one === tag.slice(prefix.length))
      if (!name) return undefined
      const found = { name, from: PACKAGE }
      return style ? { ...found, sideEffects: `${PACKAGE}/${style}` } : found
    },
  }
}
