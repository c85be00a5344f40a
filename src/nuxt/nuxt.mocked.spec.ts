// @vitest-environment node
import type { Nuxt, NuxtModule } from '@nuxt/schema'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { componentNames, composableNames } from '../names'
import conferenceInvitations, { type ModuleOptions } from '../nuxt'

const kit = vi.hoisted(() => ({
  addComponent: vi.fn<(component: { name: string }) => void>(),
  addImports: vi.fn(),
  addPluginTemplate: vi.fn(),
  findPath: vi.fn<(path: string) => Promise<string | null>>(),
  hasNuxtModule: vi.fn(() => true),
  warn: vi.fn(),
}))

vi.mock('@nuxt/kit', () => ({
  ...kit,
  useLogger: () => ({ warn: kit.warn }),
  defineNuxtModule: (definition: unknown) => definition,
}))

// as it was handed to defineNuxtModule
const definition = conferenceInvitations as unknown as {
  defaults: ModuleOptions
  setup(options: ModuleOptions, nuxt: Nuxt): Promise<void>
} & NuxtModule

async function setUp(options: Partial<ModuleOptions> = {}) {
  const nuxt = { options: { css: ['app.css'] } } as unknown as Nuxt
  await definition.setup({ ...definition.defaults, ...options }, nuxt)
  return nuxt.options.css
}

beforeEach(() => {
  vi.clearAllMocks()
  kit.hasNuxtModule.mockReturnValue(true)
  kit.findPath.mockResolvedValue('/app/conference-invitations.ts')
})

describe('Nuxt module', () => {
  it('brings style, components, composables and the plugin', async () => {
    // before the app's own, which must win
    expect(await setUp()).toEqual(['vue-conference-invitations/style.css', 'app.css'])
    expect(kit.addComponent.mock.calls.map(([{ name }]) => name)).toEqual([...componentNames])
    expect(kit.addImports).toHaveBeenCalledWith(
      composableNames.map((name) => ({ name, from: 'vue-conference-invitations' })),
    )
    expect(kit.addPluginTemplate).toHaveBeenCalledOnce()
    const [{ getContents }] = kit.addPluginTemplate.mock.calls[0] as [{ getContents(): string }]
    expect(getContents()).toContain('import createOptions from "/app/conference-invitations.ts"')
    expect(kit.warn).not.toHaveBeenCalled()
  })

  it('brings only what is wanted', async () => {
    expect(await setUp({ style: false, components: false, imports: false })).toEqual(['app.css'])
    expect(kit.addComponent).not.toHaveBeenCalled()
    expect(kit.addImports).not.toHaveBeenCalled()
  })

  it('puts a prefix before the components', async () => {
    await setUp({ prefix: 'Ci' })
    expect(kit.addComponent).toHaveBeenCalledWith({
      name: 'CiInviteDialog',
      export: 'InviteDialog',
      filePath: 'vue-conference-invitations',
    })
  })

  it('says what is missing: the file of options, Pinia', async () => {
    kit.findPath.mockResolvedValue(null)
    kit.hasNuxtModule.mockReturnValue(false)
    await setUp({ options: '~/calls' })
    expect(kit.addPluginTemplate).not.toHaveBeenCalled()
    expect(kit.warn.mock.calls.flat().join('\n')).toMatch(/@pinia\/nuxt[^]*no ~\/calls\.ts/)
  })
})
