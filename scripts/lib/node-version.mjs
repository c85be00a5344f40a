const minimum = { major: 20, minor: 19 }

/** Ends the process with one clear sentence when this Node.js is older than the project needs. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > minimum.major || (major === minimum.major && minor >= minimum.minor)) return
  console.error(
    `This project needs Node.js ${minimum.major}.${minimum.minor} or newer, but this is ${version}.\nInstall a newer one from https://nodejs.org and try again.`,
  )
  process.exit(1)
}
