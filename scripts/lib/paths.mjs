import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's top folder, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Joins parts below the repository's top folder. */
export const at = (...parts) => join(root, ...parts)

/** Where checks leave reports and other throw-away results; not under version control. */
export const cache = at('node_modules', '.cache', 'vue-conference-invitations')
