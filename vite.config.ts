import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import pkg from './package.json' with { type: 'json' }
import { allEntries, styleEntry } from './scripts/lib/entries.mjs'
import { at } from './scripts/lib/paths.mjs'

const external = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies })

/** The library: one output file per source file, so that an app's bundler keeps only what the app uses. */
export default defineConfig({
  plugins: [vue()],
  publicDir: false,
  build: {
    target: 'es2022',
    // The css uses what these have; without this it would be rewritten for older ones, at twice the size.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    cssMinify: 'lightningcss',
    // The stylesheet is an entry of its own; no script imports css.
    cssCodeSplit: true,
    minify: false,
    sourcemap: true,
    lib: {
      entry: {
        ...Object.fromEntries(
          Object.values(allEntries()).map((file) => [file.replace(/\.ts$/, ''), at('src', file)]),
        ),
        style: at('src', styleEntry),
      },
      formats: ['es'],
      cssFileName: 'style',
    },
    rolldownOptions: {
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
})
