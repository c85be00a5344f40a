import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { publicNameAliases } from '../scripts/lib/entries.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The playground imports the kit by its public names; here they lead to the sources, so that no build is needed. */
export default defineConfig({
  root: at('.'),
  plugins: [vue()],
  resolve: { alias: publicNameAliases() },
  // Port 5173, or the next one that is free.
  server: { host: 'localhost', port: 5173 },
  // All there is to pre-bundle, named beforehand: found late, it would reload the page.
  optimizeDeps: { include: ['vue', 'pinia', 'reka-ui', 'idb', 'uqr'] },
  build: {
    rolldownOptions: {
      input: [at('index.html'), at('host.html')],
      // A part of the TRTC SDK evaluates code; it is loaded for nobody but `?backend=sdk`.
      // How long plugins take is nothing to warn of.
      checks: { eval: false, bundlerTimings: false },
      // What several parts need comes as one file: a dozen small ones make each page load slower.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              minShareCount: 2,
              test: /^(?!.*\/playground\/src\/(?:gallery|sdk)\/)/,
            },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 6_000,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
  },
})
