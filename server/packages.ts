const MISSING = /Cannot find (?:package|module) '([^']+)'/

/**
 * Loads what needs packages that only the service has use for; npm installs none of them by itself. Rejects with one
 * line that says what to install when one is not there.
 */
export async function loadPackage<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const name = missingPackage(error)
    if (name === null) throw error
    throw new Error(`the invitation service needs the package "${name}": npm install ${name}`, {
      cause: error,
    })
  }
}

function missingPackage(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return null
  const name = MISSING.exec(error.message)?.[1]
  // a path is a fault of the installation itself
  return name === undefined || /^[./]|:/.test(name) ? null : name
}
