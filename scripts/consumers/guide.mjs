// The guide's first call, made of the very samples that readers copy, on Vite's development server.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageName } from '../lib/entries.mjs'
import { at } from '../lib/paths.mjs'
import { samplesOf } from '../lib/samples.mjs'
import { expectText, inChromium } from './browser.mjs'
import { serve } from './serve.mjs'
import { expect, load, typeCheck, vitesOwn } from './tools.mjs'

const page = `<!doctype html>
<html lang="en">
  <body>
    <div id="app"></div>
    <script type="module" src="/main.ts"></script>
  </body>
</html>
`

/** Writes the samples of the guide as an app. */
function writeApp(inside) {
  mkdirSync(inside('guide'), { recursive: true })
  writeFileSync(inside('guide/index.html'), page)
  const samples = samplesOf(readFileSync(at('docs/guide/first-call.md'), 'utf8'))
  for (const { name, code } of samples) writeFileSync(inside('guide', name), code)
}

/** Starts Vite's development server; `said` is everything it complains about. */
async function develop(inside, alias) {
  const vite = await load(inside, 'vite')
  const { default: vue } = await load(inside, '@vitejs/plugin-vue')
  const said = []
  const logger = vite.createLogger('silent')
  logger.warn = logger.warnOnce = logger.error = (text) => void said.push(text)
  const server = await vite.createServer({
    root: inside('guide'),
    configFile: false,
    plugins: [vue()],
    customLogger: logger,
    cacheDir: inside('guide', `.vite-${Object.values(alias).join('-')}`),
    resolve: { alias },
    server: { host: 'localhost', port: 0 },
  })
  await server.listen()
  const [address] = server.resolvedUrls?.local ?? []
  return { address, said, close: () => server.close() }
}

/** Ann calls Ben, as step 4 of the guide says. */
async function call(address) {
  await inChromium(async (context, said) => {
    const ann = await context.newPage()
    await ann.goto(`${address}?user=ann`)
    await ann.getByRole('region', { name: 'Invited people' }).waitFor({ timeout: 60_000 })
    const ben = await context.newPage()
    await ben.goto(`${address}?user=ben`)
    await ben.getByRole('region', { name: 'Missed invitations' }).waitFor()

    await ann.bringToFront()
    await ann.getByRole('button', { name: 'Invite people' }).first().click()
    await ann.getByRole('option', { name: /Ben/i }).click()
    await ann.getByRole('button', { name: /^Call/ }).click()
    const panel = ann.getByRole('region', { name: 'Invited people' })
    await expectText(panel, 'Calling')
    const card = ben.getByRole('region', { name: /^Invitation from ann/i })
    await card.getByRole('button', { name: /^Join/ }).click()
    await card.waitFor({ state: 'detached' })
    await expectText(panel, 'Nobody')
    const words = said.filter((text) => !text.startsWith('debug: [vite]'))
    expect(words.length === 0, words.join('\n'))
  })
}

async function followGuide(inside, alias) {
  writeApp(inside)
  const { NODE_ENV } = process.env
  const { address, said, close } = await develop(inside, alias)
  try {
    await call(address)
    expect(said.length === 0, said.join('\n'))
  } finally {
    await close()
    // Vite has set it, and would build the other apps for development
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}

/** @type {Record<string, (inside: import('./tools.mjs').Inside) => Promise<void>>} */
export const guideChecks = {
  'the first call of the guide rings, on the development server': (inside) =>
    followGuide(inside, {}),

  async 'the pages without a build of the guide show what they say'(inside) {
    const page = readFileSync(at('docs/guide/ways-in.md'), 'utf8')
    const [first = '', slots = ''] = [...page.matchAll(/^```html\n([^]*?)^```$/gm)].map(
      ([, html]) => html,
    )
    const [, set = ''] = first.split('<script')
    const { address, close } = await serve([join(inside('node_modules'), packageName, 'dist')], {
      '/': first,
      // the second sample is part of a page like the first
      '/slots': `${slots}<script${set.replace(/const dialog[^]*?(?=<\/script>)/, '')}`,
    })
    try {
      await inChromium(async (context, said) => {
        const tab = await context.newPage()
        await tab.goto(address)
        await tab.getByRole('button', { name: 'Invite people' }).first().click()
        await tab.getByRole('dialog', { name: 'Invite people' }).waitFor()
        await tab.goto(`${address}/slots`)
        const panel = tab.getByRole('region', { name: 'Who is coming' })
        await panel.getByRole('button', { name: 'Export' }).waitFor()
        expect(said.length === 0, said.join('\n'))
      })
    } finally {
      close()
    }
  },

  async 'the same with the Pinia before'(inside) {
    await followGuide(inside, { pinia: 'pinia-3' })
    const { ok, output } = await typeCheck(inside, 'guide', {
      ...vitesOwn,
      paths: { pinia: [inside('node_modules/pinia-3/dist/pinia.d.ts')] },
    })
    expect(ok, output)
  },
}
