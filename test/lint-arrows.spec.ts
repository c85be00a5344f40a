// @vitest-environment node
import { execFileSync } from 'node:child_process'
import { ESLint, Linter } from 'eslint'
import { parser } from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import * as vueParser from 'vue-eslint-parser'
import { importArrows } from '../scripts/lint/import-arrows.mjs'
import { at, root } from '../scripts/lib/paths.mjs'

const linter = new Linter({ cwd: root })
const config: Linter.Config = {
  files: ['**/*.ts', '**/*.vue'],
  plugins: { kit: { rules: { 'import-arrows': importArrows } } },
  rules: { 'kit/import-arrows': 'error' },
  languageOptions: { parser: vueParser, parserOptions: { parser } },
}

/** What the rule says about one line of code in a file of the project. */
function complaints(file: string, line: string): string[] {
  const code = file.endsWith('.vue')
    ? `<script setup lang="ts">\n${line}\n</script>\n<template><p /></template>\n`
    : line
  return linter.verify(code, [config], { filename: at(file) }).map(({ message }) => message)
}

const component = 'src/components/InviteDialog/InviteDialog.vue'

describe('import arrows', () => {
  it.each([
    ['src/manager/decide.ts', "import { ref } from 'vue'"],
    ['src/manager/decide.ts', "import { readFileSync } from 'node:fs'"],
    [
      'src/manager/rules/deep.ts',
      "import { useInvitationStore } from '../../stores/invitation-store'",
    ],
    ['src/manager/index.ts', "export * from '../engines/memory'"],
    ['src/engines/memory.ts', "import { watch } from 'vue'"],
    ['src/engines/memory.ts', "import { open } from './embedded/database'"],
    ['src/engines/embedded/index.ts', "import { createMemoryHub } from '../memory'"],
    ['src/engines/embedded/tab/wake.ts', "import type { Hub } from '../../memory'"],
    ['src/engines/tui/index.ts', "import type Sdk from '@tencentcloud/tuiroom-engine-js'"],
    ['src/engines/service/index.ts', "import { startGateway } from '../../../server/gateway'"],
    ['src/engines/service/index.ts', "import { WebSocket } from 'ws'"],
    ['server/gateway.ts', "import { connect } from '../src/engines/service'"],
    ['server/gateway.ts', "import { createMemoryHub } from '../src/engines/memory'"],
    ['server/gateway.ts', "import { ref } from 'vue'"],
    [
      'server/sockets/session.ts',
      "import { createManualClock } from '../../src/testing/manual-clock'",
    ],
    ['src/stores/invitation-store.ts', "import { openDB } from 'idb'"],
    [
      'src/stores/invitation-store.ts',
      "import { useInvitationList } from '../composables/useInvitationList'",
    ],
    ['src/stores/invitation-store.ts', "const engine = await import('../engines/memory')"],
    [
      'src/composables/useInvitationList.ts',
      "import { InviteDialog } from '../components/InviteDialog'",
    ],
    ['src/composables/useInvitationList.ts', "type Hub = import('../engines/memory').Hub"],
    ['src/composables/useInvitationList.ts', "import { DialogRoot } from 'reka-ui'"],
    [component, "import { useInvitationStore } from '../../stores/invitation-store'"],
    [component, "import { createMemoryHub } from '../../engines/memory'"],
    [component, "import { InvitationStatus } from '../../manager/enums'"],
    [component, "import { InvitationStatus, type Invitation } from '../../manager'"],
    [component, "export { InvitationStatus } from '../../manager'"],
    [component, "import { defineStore } from 'pinia'"],
    [component, "import { InviteDialog } from 'vue-conference-invitations'"],
    ['src/components/InviteDialog/index.ts', "import { plugin } from '../../plugin'"],
    ['src/locales/en.ts', "import { computed } from 'vue'"],
    ['src/context.ts', "import { useInvitationStore } from './stores/invitation-store'"],
    ['src/resolver.ts', "import * as kit from './index'"],
    ['src/nuxt.ts', "import { createConferenceInvitations } from './plugin'"],
    ['src/plugin.ts', "import { setupDevtoolsPlugin } from '@vue/devtools-api'"],
    ['src/index.ts', "export { setUpDevtools } from './devtools'"],
    ['src/elements/register.ts', "import { createMemoryHub } from '../engines/memory'"],
    ['playground/src/App.vue', "import { InviteDialog } from '../../src'"],
    ['playground/src/backend.ts', "import { decide } from '../../src/manager/decide'"],
    ['e2e/invite.spec.ts', "import { en } from '../src/locales/en'"],
    ['e2e/invite.spec.ts', "import { people } from '../playground/src/people'"],
    ['bench/work/store.ts', "import { createRoomList } from '../../src/stores/room-list'"],
  ])('%s may not: %s', (file, line) => {
    expect(complaints(file, line)).toHaveLength(1)
    expect(complaints(file, line)[0]).toMatch(/import arrows/)
  })

  it.each([
    ['src/manager/decide.ts', "import { ConferenceInvitationError } from './errors'"],
    ['src/manager/rules/deep.ts', "import type { Invitation } from '../types'"],
    ['src/manager/decide.spec.ts', "import { expect } from 'vitest'"],
    ['src/engines/memory.ts', "import { createRoomEngine } from '../manager/room-engine'"],
    ['src/engines/embedded/tab/wake.ts', "import { decide } from '../../../manager/decide'"],
    ['src/engines/embedded/database.ts', "import { openDB } from 'idb'"],
    ['src/engines/service/index.ts', "import { WIRE_PROTOCOL } from './wire'"],
    ['server/sockets/session.ts', "import { CloseCode } from '../../src/engines/service/wire'"],
    ['server/gateway.ts', "import { createExecutor } from '../src/manager/executor'"],
    ['server/gateway.ts', "import { createServer } from 'node:http'"],
    ['server/stores/level-map.ts', "import { ClassicLevel } from 'classic-level'"],
    ['server/gateway.spec.ts', "import { createManualClock } from '../src/testing/manual-clock'"],
    ['src/stores/invitation-store.ts', "import { defineStore } from 'pinia'"],
    ['src/stores/invitation-store.ts', "import { InvitationStatus } from '../manager'"],
    ['src/stores/invitation-store.ts', "import { useInvitationContext } from '../context'"],
    [
      'src/composables/useInvitationList.ts',
      "import { useInvitationStore } from '../stores/invitation-store'",
    ],
    [component, "import { useInviteUsers } from '../../composables/useInviteUsers'"],
    [component, "import { DialogRoot } from 'reka-ui'"],
    [component, "import UserAvatar from '../UserAvatar/UserAvatar.vue'"],
    [component, "import type { Invitation } from '../../manager'"],
    [component, "import { type Invitation } from '../../manager'"],
    [
      'src/components/InviteDialog/index.ts',
      "export { default as InviteDialog } from './InviteDialog.vue'",
    ],
    ['src/index.ts', "export { InviteDialog } from './components/InviteDialog'"],
    ['src/plugin.ts', "const { setUpDevtools } = await import('./devtools')"],
    ['src/elements/define.ts', "import { InviteDialog } from '../components/InviteDialog'"],
    ['src/elements/adopt-styles.ts', "import styles from '../styles/index.css?inline'"],
    ['src/testing/mount-with-invitations.ts', "import { mount } from '@vue/test-utils'"],
    ['playground/src/App.vue', "import { InviteDialog } from 'vue-conference-invitations'"],
    [
      'playground/src/backend.ts',
      "import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'",
    ],
    ['e2e/invite.spec.ts', "import { expect } from '@playwright/test'"],
    ['e2e/invite.spec.ts', "import { openAs } from './support/people'"],
    ['bench/work/store.ts', "import { useInvitationStore } from 'vue-conference-invitations'"],
    ['bench/run.mjs', "import { at } from '../scripts/lib/paths.mjs'"],
  ])('%s may: %s', (file, line) => {
    expect(complaints(file, line)).toEqual([])
  })

  it.each([component, 'playground/src/App.vue'])('are switched on for %s', async (file) => {
    const effective = (await new ESLint({ cwd: root }).calculateConfigForFile(
      file,
    )) as Linter.Config
    expect(effective.rules?.['kit/import-arrows']).toEqual([2])
  })

  it('are switched on for all that is no Vue file, and nowhere off again', () => {
    const oxlint = at('node_modules/oxlint/bin/oxlint')
    const printed = execFileSync(process.execPath, [oxlint, '--print-config'], { cwd: root })
    const { rules, overrides } = JSON.parse(String(printed)) as {
      rules: Record<string, unknown>
      overrides: { rules: Record<string, unknown> }[]
    }
    expect(rules['kit/import-arrows']).toBe('deny')
    expect(overrides.flatMap((override) => Object.keys(override.rules))).not.toContain(
      'kit/import-arrows',
    )
  })
})
