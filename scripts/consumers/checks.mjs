// What others do with the package, each with the installed tarball and nothing of the repository.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageName } from '../lib/entries.mjs'
import { run } from '../lib/run.mjs'
import { expectText, inChromium } from './browser.mjs'
import { guideChecks } from './guide.mjs'
import { serve } from './serve.mjs'
import { build, bundler, codeSubpaths, expect, load, typeCheck, vitesOwn } from './tools.mjs'

/** Packages that only the invitation service and developer tools may load. */
const notForBrowsers =
  /\/node_modules\/(ws|ioredis|classic-level|jose|pino|prom-client|web-push|@vue\/devtools-[^/]+|@vue\/test-utils|@nuxt\/[^/]+)\//

/** @type {Record<string, (inside: import('./tools.mjs').Inside) => Promise<void>>} */
export const checks = {
  ...guideChecks,

  async 'a fresh app is type-checked and built'(inside) {
    const { ok, output } = await typeCheck(inside, 'vite-app', vitesOwn)
    expect(ok, output)
    const { files } = await build(inside, 'vite-app')
    expect(
      files.some(({ fileName }) => fileName.endsWith('.css')),
      'no stylesheet was built',
    )
  },

  async 'a wrong prop and a wrong slot are type errors'(inside) {
    const file = inside('vite-app/src/App.vue')
    const right = readFileSync(file, 'utf8')
    const wrong = right
      .replace('density="compact"', 'density="tiny"')
      .replace('entry.userId', 'entry.shoeSize')
    writeFileSync(file, wrong)
    const { output } = await typeCheck(inside, 'vite-app', vitesOwn)
    writeFileSync(file, right)
    expect(/App\.vue.*error.*"tiny"/.test(output), `the prop passed: ${output}`)
    expect(/App\.vue.*error.*'shoeSize'/.test(output), `the slot passed: ${output}`)
  },

  async 'types hold under bundler and nodenext'(inside) {
    const lines = codeSubpaths(inside).map(
      (name, index) =>
        `import * as entry${index} from '${name}'\nexport const _${index} = entry${index}`,
    )
    mkdirSync(inside('types'), { recursive: true })
    writeFileSync(inside('types/every-entry.ts'), lines.join('\n'))
    for (const options of [bundler, { module: 'nodenext' }]) {
      const { ok, output } = await typeCheck(inside, 'types', options)
      expect(ok, output)
    }
    // an app may check declarations, too; those for servers, Nuxt and tests need packages that are not here
    const forBrowsers = lines.filter((line) => !/invitations\/(server|nuxt|testing)'/.test(line))
    writeFileSync(inside('types/every-entry.ts'), forBrowsers.join('\n'))
    const strict = { ...bundler, skipLibCheck: false }
    const { ok, output } = await typeCheck(inside, 'types', strict)
    expect(ok, output)
  },

  async 'pages from a server are taken over without a difference'(inside) {
    const server = await build(inside, 'ssr', {
      build: { ssr: inside('ssr/app.ts'), outDir: inside('ssr/server') },
    })
    const entry = server.files.find(({ isEntry }) => isEntry)
    const script = `
      import { createPage } from ${JSON.stringify(pathToFileURL(inside('ssr/server', entry.fileName)).href)}
      import { renderToString } from 'vue/server-renderer'
      process.stdout.write(await renderToString(await createPage()))`
    writeFileSync(inside('ssr/render.mjs'), script)
    const { ok, output: html } = await run(process.execPath, [inside('ssr/render.mjs')])
    expect(ok && html.startsWith('<main>') && html.includes('Invited people'), html)

    // development, where Vue says what differs
    await build(inside, 'ssr', {
      mode: 'development',
      define: { 'process.env.NODE_ENV': '"development"' },
      build: {
        outDir: inside('ssr/client'),
        minify: false,
        rolldownOptions: {
          input: inside('ssr/client.ts'),
          output: { entryFileNames: 'client.js' },
        },
      },
    })
    const page = `<!doctype html><html lang="en"><title>Page</title><div id="app">${html}</div><script type="module" src="/client.js"></script></html>`
    const { address, close } = await serve([inside('ssr/client')], { '/': page })
    try {
      await inChromium(async (context, said) => {
        const tab = await context.newPage()
        await tab.goto(address)
        await tab.locator('html[data-hydrated]').waitFor()
        await expectText(tab.locator('.ci-panel'), 'Ben')
        expect(said.length === 0, said.join('\n'))
      })
    } finally {
      close()
    }
  },

  async 'components come without imports through the resolver'(inside) {
    const { default: Components } = await load(inside, 'unplugin-vue-components/vite')
    const { ConferenceInvitationsResolver } = await load(inside, `${packageName}/resolver`)
    const resolver = Components({ resolvers: [ConferenceInvitationsResolver()], dts: false })
    const { files, modules } = await build(inside, 'resolver', { plugins: [resolver] })
    const styles = files.filter(({ fileName }) => fileName.endsWith('.css'))
    expect(
      modules.some((id) => id.includes('InvitationListPanel')),
      'the panel is missing',
    )
    expect(
      styles.some(({ source }) => String(source).includes('ci-panel')),
      'the style is missing',
    )
    const { address, close } = await serve([inside('resolver/dist')])
    try {
      await inChromium(async (context, said) => {
        const tab = await context.newPage()
        await tab.goto(address)
        await tab.getByRole('region', { name: 'Invited people' }).waitFor()
        expect(said.length === 0, said.join('\n'))
      })
    } finally {
      close()
    }
  },

  async 'a call rings between two tabs of a page without a build'(inside) {
    const { address, close } = await serve([
      inside('elements'),
      join(inside('node_modules'), packageName, 'dist'),
    ])
    try {
      await inChromium(async (context, said) => {
        const ann = await context.newPage()
        await ann.goto(`${address}/?user=ann`)
        await expectText(ann.locator('output'), 'weekly')
        const ben = await context.newPage()
        await ben.goto(`${address}/?user=ben`)
        await expectText(ben.locator('output'), 'in no room')

        await ann.bringToFront()
        await ann.getByRole('button', { name: 'Invite people' }).first().click()
        const dialog = ann.getByRole('dialog')
        await dialog.getByRole('button', { name: 'By mail' }).click()
        await dialog.getByRole('button', { name: 'Mail is written' }).waitFor()
        await ann.getByRole('option', { name: /Ben/ }).click()
        await ann.getByRole('button', { name: /^Call/ }).click()
        const panel = ann.getByRole('region', { name: 'Who is coming' })
        await panel.getByText('ben is called').waitFor()
        const card = ben.getByRole('region', { name: 'Invitation from Ann to weekly' })
        await card.getByText('Your microphone is on.').waitFor()
        await card.getByRole('button', { name: /^Join/ }).click()
        await expectText(ben.locator('output'), 'weekly')
        await ann.getByRole('button', { name: 'Invite people' }).first().click()
        await ann
          .getByRole('option', { name: /Ben/ })
          .and(ann.locator('[aria-disabled=true]'))
          .waitFor()
        expect(said.length === 0, said.join('\n'))
      })
    } finally {
      close()
    }
  },

  async 'nothing of a server is reachable from a browser'(inside) {
    const forBrowsers = codeSubpaths(inside).filter(
      (name) => !/\/(nuxt|server|testing)$/.test(name),
    )
    const lines = forBrowsers.map((name, index) => `export * as entry${index} from '${name}'`)
    mkdirSync(inside('types'), { recursive: true })
    writeFileSync(inside('types/browser.js'), lines.join('\n'))
    const { modules } = await build(inside, 'types', {
      build: {
        write: false,
        rolldownOptions: { input: inside('types/browser.js'), preserveEntrySignatures: 'strict' },
      },
    })
    expect(modules.length > 100, `only ${modules.length} modules were built`)
    const strangers = modules.filter(
      (id) =>
        notForBrowsers.test(id) ||
        /^node:|__vite-browser-external/.test(id) ||
        /\/dist\/devtools\//.test(id),
    )
    expect(strangers.length === 0, `in a browser's bundle: ${strangers.join(', ')}`)
  },
}
