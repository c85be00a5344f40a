import { test as base, expect, type ConsoleMessage } from '@playwright/test'
import { Device, type DeviceOptions } from './device'

export interface Fixtures {
  /** A room of the test's own; it is also the room's name. */
  room: string
  /** Opens another tab of somebody; all tabs of a test share one browser storage. */
  open: (user: string, options?: DeviceOptions) => Promise<Device>
  /** Fails the test when a page logs a warning or an error, or throws. */
  quietConsole: void
}

export const test = base.extend<Fixtures>({
  room: async ({}, use, { testId }) => {
    await use(`weekly ${testId.slice(-4)}`)
  },

  open: async ({ context }, use) => {
    await use(async (user, options) => {
      const device = new Device(await context.newPage(), user)
      await device.goto(options)
      return device
    })
  },

  quietConsole: [
    async ({ context }, use) => {
      const noise: string[] = []
      const onConsole = (message: ConsoleMessage) => {
        if (message.type() === 'warning' || message.type() === 'error') noise.push(message.text())
      }
      context.on('console', onConsole)
      context.on('weberror', (error) => noise.push(String(error.error())))
      await use()
      expect(noise, 'warnings and errors of the pages').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
