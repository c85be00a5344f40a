import type { Locator, Page } from '@playwright/test'
import { Device, type DeviceOptions } from './device'
import { expect, test as base } from './fixtures'
import { createService, type Service } from './service'

/** What browsers themselves say about a service that is down. */
const OF_THE_NETWORK = /ws:\/\/|ERR_CONNECTION|\/dev\/token/

interface ServiceFixtures {
  service: Service
  /** Opens a browser of its own, which shares no storage with the others. */
  openPage: () => Promise<Page>
  /** Opens one of somebody, connected to the service. */
  openAlone: (user: string, options?: DeviceOptions) => Promise<Device>
}

const test = base.extend<ServiceFixtures>({
  service: async ({}, use) => {
    const service = await createService()
    await use(service)
    await service.remove()
  },

  openPage: async ({ browser }, use) => {
    const noise: string[] = []
    const pages: Page[] = []
    const note = (text: string) => {
      if (!OF_THE_NETWORK.test(text)) noise.push(text)
    }
    await use(async () => {
      const context = await browser.newContext()
      context.on('console', (message) => {
        if (message.type() === 'warning' || message.type() === 'error') note(message.text())
      })
      // Firefox tells of requests that nobody answers as of errors of the page
      context.on('weberror', (error) => note(String(error.error())))
      const page = await context.newPage()
      pages.push(page)
      return page
    })
    for (const page of pages) await page.context().close()
    expect(noise, 'warnings and errors of the pages').toEqual([])
  },

  openAlone: async ({ openPage, service }, use) => {
    await use(async (user, options = {}) => {
      const device = new Device(await openPage(), user)
      await device.goto({ ...options, params: { backend: 'service', service: service.url } })
      return device
    })
  },
})

/** Seconds that a countdown shows. */
async function secondsIn(place: Locator): Promise<number> {
  await expect(place).toContainText(/\d:\d\d/)
  const [, minutes, seconds] = /(\d):(\d\d)/.exec((await place.textContent())!)!
  return Number(minutes) * 60 + Number(seconds)
}

const offline = (device: Device) => device.page.getByText('No connection.')

test('people in browsers of their own call each other', async ({
  service,
  openPage,
  openAlone,
  room,
}) => {
  const page = await openPage()
  const ann = new Device(page, 'ann')

  await test.step('a page says what to start when there is no service, and goes on when there is', async () => {
    const params = { user: 'ann', room, backend: 'service', service: service.url }
    await page.goto(`/?${String(new URLSearchParams(params))}`)
    const heading = page.getByRole('heading', { name: 'The invitation service is not there' })
    await expect(heading).toBeVisible()
    await expect(page.getByText(`Nobody answers at ${service.url}`)).toBeVisible()
    await expect(page.getByText('npm run service')).toBeVisible()

    await service.start()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(ann.member('ann')).toBeVisible()
  })

  const ben = await openAlone('ben')
  const card = ben.card('ann', room)

  await test.step('a call is declined in another browser', async () => {
    await ann.call('ben')
    await ben.decline('ann', room)
    await expect(ann.row('ben')).toContainText('Declined')
  })

  await test.step('a call rings in another browser, counts down and is joined', async () => {
    await ann.click(ann.panel.getByRole('button', { name: 'Call Ben again', exact: true }))
    await expect(card).toContainText('Ann is calling')
    const shown = await Promise.all([secondsIn(ann.row('ben')), secondsIn(card)])
    expect(Math.abs(shown[0] - shown[1])).toBeLessThanOrEqual(1)
    await ben.join('ann', room)
    await expect(ben.member('ann')).toBeVisible()
    await expect(ann.member('ben')).toBeVisible()
    await expect(ann.row('ben')).toHaveCount(0)
  })

  await test.step('whoever leaves the page says goodbye', async () => {
    await ben.page.goto('about:blank')
    await expect(ann.member('ben')).toHaveCount(0)
  })
})

test('a service that crashes while it rings rings on when it is back, with the right time left', async ({
  service,
  openAlone,
  room,
}) => {
  await service.start()
  const ann = await openAlone('ann', { room })
  const ben = await openAlone('ben')
  await ann.call('ben')
  const card = ben.card('ann', room)
  const secondsBefore = await secondsIn(card)
  const seenAt = Date.now()

  await service.crash()
  await expect(offline(ann)).toBeVisible()
  await expect(offline(ben)).toBeVisible()
  await expect(ann.panel).toContainText(/Showing the list as of/)

  await service.start()
  await expect(offline(ann)).toBeHidden({ timeout: 20_000 })
  await expect(offline(ben)).toBeHidden({ timeout: 20_000 })
  const secondsAfter = await secondsIn(card)
  const passed = (Date.now() - seenAt) / 1_000
  expect(Math.abs(secondsBefore - passed - secondsAfter)).toBeLessThanOrEqual(1.5)

  await ben.join('ann', room)
  await expect(ben.member('ann')).toBeVisible()
  await expect(ann.member('ben')).toBeVisible()
  await expect(ann.panel).not.toContainText(/Showing the list as of/)
})
