// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createEmitter } from './emitter'

interface Payloads {
  ring: string
  end: number
}

function setUp() {
  const onListenerError = vi.fn()
  return { onListenerError, emitter: createEmitter<Payloads>(onListenerError) }
}

describe('createEmitter', () => {
  it('gives each listener of a name the one payload, in the order of adding', () => {
    const { emitter } = setUp()
    const heard: string[] = []
    emitter.on('ring', (payload) => heard.push(`first ${payload}`))
    emitter.on('ring', (payload) => heard.push(`second ${payload}`))
    emitter.on('end', () => heard.push('other'))
    emitter.emit('ring', 'ann')
    expect(heard).toEqual(['first ann', 'second ann'])
  })

  it('counts the same listener once', () => {
    const { emitter } = setUp()
    const listener = vi.fn()
    emitter.on('ring', listener)
    emitter.on('ring', listener)
    emitter.emit('ring', 'ann')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('takes a listener off by either way, any number of times', () => {
    const { emitter } = setUp()
    const listener = vi.fn()
    const off = emitter.on('ring', listener)
    off()
    off()
    emitter.off('ring', listener)
    emitter.off('end', listener)
    emitter.emit('ring', 'ann')
    expect(listener).not.toHaveBeenCalled()
  })

  it('goes on after a listener that throws, and reports it with the name of the event', () => {
    const { emitter, onListenerError } = setUp()
    const error = new Error('broken')
    const after = vi.fn()
    emitter.on('ring', () => {
      throw error
    })
    emitter.on('ring', after)
    emitter.emit('ring', 'ann')
    expect(after).toHaveBeenCalledWith('ann')
    expect(onListenerError).toHaveBeenCalledExactlyOnceWith(error, 'ring')
  })

  it('does not call a listener that another one took off a moment ago', () => {
    const { emitter } = setUp()
    const second = vi.fn()
    emitter.on('ring', () => emitter.off('ring', second))
    emitter.on('ring', second)
    emitter.emit('ring', 'ann')
    expect(second).not.toHaveBeenCalled()
  })

  it('does not call a listener that was added while emitting', () => {
    const { emitter } = setUp()
    const late = vi.fn()
    emitter.on('ring', () => emitter.on('ring', late))
    emitter.emit('ring', 'ann')
    expect(late).not.toHaveBeenCalled()
    emitter.emit('ring', 'ben')
    expect(late).toHaveBeenCalledExactlyOnceWith('ben')
  })

  it('lets a listener take itself off', () => {
    const { emitter } = setUp()
    const heard: string[] = []
    const off = emitter.on('ring', (payload) => {
      heard.push(payload)
      off()
    })
    emitter.emit('ring', 'ann')
    emitter.emit('ring', 'ben')
    expect(heard).toEqual(['ann'])
  })

  it('forgets everybody when it is cleared, and takes new listeners', () => {
    const { emitter } = setUp()
    const [before, after] = [vi.fn(), vi.fn()]
    emitter.on('ring', before)
    emitter.clear()
    emitter.on('ring', after)
    emitter.emit('ring', 'ann')
    expect(before).not.toHaveBeenCalled()
    expect(after).toHaveBeenCalledTimes(1)
  })

  it('refuses what is no function', () => {
    const { emitter } = setUp()
    expect(() => emitter.on('ring', undefined as never)).toThrow(TypeError)
  })
})
