// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import type { CommandInput } from './commands'
import { createEmitter } from './emitter'
import { createManager } from './manager'
import type { Connection } from './ports'
import type { InvitationEventPayloads } from './types'
import { findInvalidInput } from './validate-command'

const ring = { roomId: 'weekly', userIdList: ['ben'], timeout: 0, extensionInfo: '' }

describe('silent', () => {
  it.each([undefined, true, false])('may be %s', (silent) => {
    const input = (silent === undefined ? ring : { ...ring, silent }) as CommandInput<'inviteUsers'>
    expect(findInvalidInput('inviteUsers', input)).toBeNull()
  })

  it.each([null, 0, 1, '', 'true', {}, []])('may not be %j: -1', (silent) => {
    const input = { ...ring, silent } as never
    expect(findInvalidInput('inviteUsers', input)).toMatchObject({ code: -1 })
  })

  it.each([
    [{}, false],
    [{ silent: true }, true],
    [{ silent: false }, true],
    [{ silent: null }, true],
  ])('travels only where it was given: %j', async (more, isThere) => {
    const call = vi.fn().mockResolvedValue([])
    const connection = { call } as never as Connection
    const emitter = createEmitter<InvitationEventPayloads>(() => {})
    const { manager } = createManager(connection, emitter)
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], ...more } as never)
    expect(call.mock.calls).toEqual([['inviteUsers', { ...ring, ...more }]])
    expect('silent' in (call.mock.calls[0]![1] as object)).toBe(isThere)
  })
})
