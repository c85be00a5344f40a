// `npm run release -- minor` says what a release would do; with --write it does it: version and changelog, in a commit
// with a tag. The tag is pushed by hand, and the release workflow publishes it with `--publish`, with provenance.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { compareApi, smallestStep } from './lib/api-change.mjs'
import { nextVersion, notesOf, releaseNotes, steps } from './lib/changelog.mjs'
import { at, root } from './lib/paths.mjs'
import { runScript } from './lib/run.mjs'

const [first] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const isWriting = process.argv.includes('--write')
const isPublishing = process.argv.includes('--publish')

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const readManifest = () => JSON.parse(readFileSync(at('package.json'), 'utf8'))

function stop(why) {
  console.error(why)
  process.exit(1)
}

/** Stops where public names changed more than the step says; the first release has nothing to compare with. */
function checkStep(step) {
  const current = readManifest().version
  const tag = `v${current}`
  if (!git('tag', '--list', tag)) return
  const before = JSON.parse(git('show', `${tag}:test/public-api.json`))
  const after = JSON.parse(readFileSync(at('test/public-api.json'), 'utf8'))
  const change = compareApi(before, after)
  for (const name of change.removed) console.log(`gone since ${tag}: ${name}`)
  for (const name of change.added) console.log(`new since ${tag}: ${name}`)
  const smallest = smallestStep(current, change)
  if (steps[step] > steps[smallest]) stop(`That asks for a ${smallest} version at least.`)
}

function prepare(step) {
  checkStep(step)
  const version = nextVersion(readManifest().version, step)
  const changelog = readFileSync(at('CHANGELOG.md'), 'utf8')
  const notes = notesOf(changelog, 'Unreleased')
  if (!notes) stop('CHANGELOG.md says nothing under "Unreleased": there is nothing to release.')
  if (git('status', '--porcelain')) {
    const why = 'There are changes that are not committed.'
    if (isWriting) stop(why)
    console.log(`${why} They must be before a release.\n`)
  }
  console.log(`Version ${version}, tag v${version}:\n\n${notes}\n`)
  if (!isWriting) {
    console.log('Nothing was changed. Add --write to do it.')
    return
  }
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(at('CHANGELOG.md'), releaseNotes(changelog, version, date))
  execFileSync('npm', ['version', version, '--no-git-tag-version'], { cwd: root, stdio: 'ignore' })
  execFileSync(process.execPath, [at('scripts/docs-reference.mjs')], { cwd: root })
  git('add', 'CHANGELOG.md', 'package.json', 'package-lock.json', 'web-types.json')
  git('commit', '--message', `chore: release ${version}`)
  git('tag', '--annotate', `v${version}`, '--message', notes)
  console.log(`Committed and tagged. Publish it with: git push --follow-tags`)
}

/** npm refuses provenance for a package that does not name the repository whose workflow publishes it. */
function sayWhereFrom() {
  if (readManifest().repository) return
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
  if (!GITHUB_REPOSITORY) stop('package.json names no repository, and this is not its workflow.')
  const url = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`
  execFileSync('npm', ['pkg', 'set', 'repository.type=git', `repository.url=${url}`], { cwd: root })
}

/** Run by the workflow on a tag; npm needs to be there, where it can say which run a package came from. */
async function publish() {
  const { version } = readManifest()
  const tag = git('describe', '--tags', '--exact-match')
  if (tag !== `v${version}`) stop(`The tag ${tag} is not that of version ${version}.`)
  const notes = notesOf(readFileSync(at('CHANGELOG.md'), 'utf8'), version)
  if (!notes) stop(`CHANGELOG.md has no section for ${version}.`)
  sayWhereFrom()
  const { ok, output } = await runScript('build')
  if (!ok) stop(output)
  const args = ['publish', '--provenance', '--access', 'public']
  execFileSync('npm', args, { cwd: root, stdio: 'inherit' })
}

if (isPublishing) await publish()
else if (first === 'major' || first === 'minor' || first === 'patch') prepare(first)
else stop('Say how far the version moves: npm run release -- major | minor | patch [--write]')
