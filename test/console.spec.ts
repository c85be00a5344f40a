// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { checkConsole, expectError, expectWarning, watchConsole } from './console'

describe('console guard', () => {
  it('lets a silent test pass', () => {
    expect(checkConsole).not.toThrow()
  })

  it('reports a warning that was not announced', () => {
    console.warn('[Vue warn]:', 'Missing prop')
    expect(checkConsole).toThrow('unexpected console.warn: [Vue warn]: Missing prop')
    watchConsole()
  })

  it('reports an error that was not announced, though a warning of the same text was', () => {
    expectWarning('broken')
    console.warn('broken')
    console.error(new Error('broken'))
    expect(checkConsole).toThrow('unexpected console.error: Error: broken')
    watchConsole()
  })

  it('accepts what was announced, in either order', () => {
    expectWarning(/out of \w+/)
    console.warn('out of range')
    console.error('refused')
    expectError('refused')
    expect(checkConsole).not.toThrow()
    watchConsole()
  })

  it('reports what was announced but never came', () => {
    expectWarning('late')
    expect(checkConsole).toThrow('expected console.warn never came: late')
    watchConsole()
  })
})
