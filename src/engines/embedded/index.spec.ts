// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createEmbeddedEngine } from '.'

describe('createEmbeddedEngine on a server', () => {
  it('works alone, in memory, and says so', async () => {
    const ann = await createEmbeddedEngine({ user: { userId: 'ann' } })
    expect([ann.storage, ann.status]).toEqual(['memory', 'online'])
    await ann.createRoom({ roomId: 'weekly' })
    expect(await ann.enterRoom({ roomId: 'weekly' })).toMatchObject({ roomMemberCount: 1 })
    await ann.close()
    expect(ann.status).toBe('closed')
  })

  it.each([undefined, null, {}, { user: null }, { user: { userId: '' } }])(
    'refuses %o',
    async (options) => {
      const code = options ? -1001 : -1
      await expect(createEmbeddedEngine(options as never)).rejects.toMatchObject({ code })
    },
  )
})
