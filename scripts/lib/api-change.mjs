/**
 * The public API as test/public-api.json has it: names of values and types by subpath.
 * @typedef {Record<string, { values: string[], types: string[] }>} PublicApi
 */

/**
 * @param {PublicApi} api
 * @returns {Set<string>} each name with its subpath
 */
function namesOf(api) {
  const names = Object.entries(api).flatMap(([subpath, { values, types }]) => [
    subpath,
    ...values.map((name) => `${name} of ${subpath}`),
    ...types.map((name) => `type ${name} of ${subpath}`),
  ])
  return new Set(names)
}

/**
 * What became of public names.
 * @param {PublicApi} before
 * @param {PublicApi} after
 */
export function compareApi(before, after) {
  const [old, now] = [namesOf(before), namesOf(after)]
  return {
    removed: [...old].filter((name) => !now.has(name)),
    added: [...now].filter((name) => !old.has(name)),
  }
}

/**
 * The smallest step that a change of names allows: what is gone breaks apps, which a 0.x version says
 * with a minor. What a name means may ask for more; that the changelog's author has to know.
 * @param {string} version before the change
 * @param {ReturnType<typeof compareApi>} change
 * @returns {'major' | 'minor' | 'patch'}
 */
export function smallestStep(version, { removed, added }) {
  if (removed.length > 0) return version.startsWith('0.') ? 'minor' : 'major'
  return added.length > 0 ? 'minor' : 'patch'
}
