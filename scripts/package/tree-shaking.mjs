import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { at, cache } from '../lib/paths.mjs'

const kit = JSON.stringify(at('dist/index.js'))

/** What must not come along, ever: what is for developers, and languages that nobody asked for. */
const never = /\/dist\/devtools\/|devtools-api|\/dist\/locales\/(?!en\.)[a-z]{2}(-[A-Z]{2})?\.js$/

/** What an app imports of the main entry, and what must not come along with it. */
const cases = [
  { code: `import ${kit}`, without: /./ },
  {
    code: `export { UserAvatar } from ${kit}`,
    without:
      /reka-ui|uqr|\/dist\/(stores|manager|composables)\/|components\/(?!UserAvatar|internal)/,
  },
  {
    code: `export { InvitationCountdown, InvitationStatusBadge } from ${kit}`,
    without: /reka-ui|uqr|\/ringing\/|components\/(Invite|Incoming|Missed|InvitationList)/,
  },
  {
    code: `export { useInviteUsers, useInvitationList } from ${kit}`,
    without: /reka-ui|uqr|\/dist\/components\//,
  },
  {
    code: `export { IncomingInvitationToast } from ${kit}`,
    without: /reka-ui|uqr|components\/(InviteDialog|InvitationListPanel|MissedInvitationList)/,
  },
  {
    code: `export { InvitationListPanel } from ${kit}`,
    without: /reka-ui|uqr|components\/(InviteDialog|IncomingInvitationToast|MissedInvitationList)/,
  },
]

/** Files of which anything is left in a production bundle. */
async function filesOf(code) {
  const entry = join(cache, 'tree-shaking.js')
  mkdirSync(cache, { recursive: true })
  writeFileSync(entry, code)
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: [/^vue$/, /^@vue\//, /^pinia$/],
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  return outputs
    .flatMap((one) => (one.type === 'chunk' ? Object.entries(one.modules) : []))
    .filter(([id, { renderedLength }]) => id !== entry && renderedLength > 0)
    .map(([id]) => id)
}

/** An app must pay only for what it imports. */
export async function checkTreeShaking() {
  const complaints = []
  for (const { code, without } of cases) {
    const strangers = (await filesOf(code)).filter((id) => without.test(id) || never.test(id))
    const names = strangers.map((id) => id.replace(/^.*\/(node_modules|dist)\//, ''))
    if (names.length > 0) {
      const what = code.replaceAll(kit, 'the main entry')
      complaints.push(
        `${what} brings along ${names.slice(0, 5).join(', ')} (${names.length} files)`,
      )
    }
  }
  return complaints
}
