// Holds commit messages to the conventional form: `node scripts/check-commits.mjs main..HEAD`; the last commit unless
// told otherwise.
import { execFileSync } from 'node:child_process'
import { complaintsAbout } from './lib/commit-message.mjs'
import { root } from './lib/paths.mjs'

const range = process.argv.slice(2)
const args = ['log', '-z', '--format=%h%x01%B', ...(range.length > 0 ? range : ['-1'])]
const commits = execFileSync('git', args, { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean)

let failed = 0
for (const commit of commits) {
  const [hash, message = ''] = commit.split('\x01')
  const complaints = complaintsAbout(message)
  if (complaints.length === 0) continue
  failed += 1
  console.error(`${hash} ${message.split('\n')[0]}\n  ${complaints.join('\n  ')}`)
}
console.log(`${commits.length - failed} of ${commits.length} messages keep the form`)
process.exit(failed > 0 ? 1 : 0)
