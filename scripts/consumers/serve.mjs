import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * Serves folders as they are, the first that has the file wins, on a free port.
 * @param {string[]} folders
 * @param {Record<string, string>} [pages] html by path, before any file
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function serve(folders, pages = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const page = pages[pathname]
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page)
      return
    }
    const path = normalize(pathname === '/' ? '/index.html' : pathname)
    const file = folders
      .map((folder) => join(folder, path))
      .find((one) => existsSync(one) && statSync(one).isFile())
    if (!file) {
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end()
      return
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { address: `http://localhost:${port}`, close: () => server.close() }
}
