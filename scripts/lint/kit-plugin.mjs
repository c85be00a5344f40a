// The project's own lint rules, for both linters.
import { importArrows } from './import-arrows.mjs'

export default { meta: { name: 'kit' }, rules: { 'import-arrows': importArrows } }
