import { join } from 'node:path'

/** The repository's top folder, absolute. */
export const root = join(import.meta.dirname, '../../')

/** Joins parts below the repository's top folder. */
export const at = (...parts) => join(root, ...parts)

/** Where checks leave reports and other throw-away results; not under version control. */
export const cache = at('node_modules', '.cache', 'vue-conference-invitations')
