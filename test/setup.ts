import { afterEach, beforeEach } from 'vitest'
import { checkConsole, watchConsole } from './console'

// A warning or an error on the console is a defect, unless the test announces it (see console.ts).
beforeEach(watchConsole)
afterEach(checkConsole)
