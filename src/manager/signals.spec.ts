// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Message } from './ports'
import { createSignals } from './signals'

const message: Message = {
  to: { kind: 'room', roomId: 'weekly' },
  name: 'roomChanged',
  payload: { roomId: 'weekly', revision: 1, roomInfo: null, entered: [], left: [] },
}

function follow(signals: ReturnType<typeof createSignals>) {
  const heard: unknown[] = []
  signals.onStatusChange((status) => heard.push(status))
  signals.onMessage(({ name }) => heard.push(name))
  return heard
}

describe('signals of a connection', () => {
  it('tell each status once, and the messages', () => {
    const signals = createSignals('connecting')
    const heard = follow(signals)
    signals.setStatus('connecting')
    signals.setStatus('online')
    signals.deliver(message)
    signals.setStatus('online')
    expect(heard).toEqual(['online', 'roomChanged'])
    expect(signals.status).toBe('online')
  })

  it('send those who follow back to the beginning, only while there is a line', () => {
    const signals = createSignals('offline')
    const heard = follow(signals)
    signals.resync()
    expect(heard).toEqual([])
    signals.setStatus('online')
    signals.resync()
    expect(heard).toEqual(['online', 'connecting', 'online'])
  })

  it('end with closed', () => {
    const signals = createSignals('online')
    const heard = follow(signals)
    signals.close()
    signals.close()
    signals.setStatus('online')
    signals.deliver(message)
    expect(heard).toEqual(['closed'])
    expect(signals.status).toBe('closed')
  })

  it('let a listener be taken off', () => {
    const signals = createSignals('online')
    const heard: unknown[] = []
    const off = signals.onMessage(({ name }) => heard.push(name))
    off()
    signals.deliver(message)
    expect(heard).toEqual([])
  })
})
