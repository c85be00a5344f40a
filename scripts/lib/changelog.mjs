/** How far a version moves: the place of the number that grows. */
export const steps = { major: 0, minor: 1, patch: 2 }

/**
 * The version after this one.
 * @param {string} version
 * @param {keyof typeof steps} step
 */
export function nextVersion(version, step) {
  const numbers = version.split('.').map(Number)
  const place = steps[step]
  return numbers
    .map((number, index) => (index < place ? number : index === place ? number + 1 : 0))
    .join('.')
}

const heading = /^## \[(.+?)\].*$/gm

/**
 * What a section of the changelog says; undefined when there is none.
 * @param {string} changelog
 * @param {string} version a version, or `Unreleased`
 * @returns {string | undefined}
 */
export function notesOf(changelog, version) {
  const headings = [...changelog.matchAll(heading)]
  const index = headings.findIndex(([, name]) => name === version)
  const found = headings[index]
  if (!found) return undefined
  return changelog.slice(found.index + found[0].length, headings[index + 1]?.index).trim()
}

/**
 * Gives what was unreleased a version and a date, and leaves an empty section above it.
 * @param {string} changelog
 * @param {string} version
 * @param {string} date as `2026-11-23`
 */
export function releaseNotes(changelog, version, date) {
  return changelog.replace('## [Unreleased]', `## [Unreleased]\n\n## [${version}] - ${date}`)
}
