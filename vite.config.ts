import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import pkg from './package.json' with { type: 'json' }
import {
  allEntries,
  selfContained,
  serverEntries,
  serverProgram,
  styleEntry,
  themes,
} from './scripts/lib/entries.mjs'
import { at } from './scripts/lib/paths.mjs'
import { unlayer } from './scripts/lib/unlayer.mjs'

/** Source files of the entries, but for the one that vite.elements.config.ts builds. */
const sources = Object.entries(allEntries()).flatMap(([subpath, file]) =>
  subpath === selfContained ? [] : [file],
)
const external = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies })

/** Emits the stylesheet a second time, for pages whose own rules are in no layer. */
const unlayeredStyle: Plugin = {
  name: 'unlayered-style',
  enforce: 'post',
  generateBundle(_, bundle) {
    const style = bundle['style.css']
    if (style?.type !== 'asset') throw new Error('style.css was not built')
    const source = unlayer(String(style.source))
    this.emitFile({ type: 'asset', fileName: 'style.unlayered.css', source })
  },
}

/** The library: one output file per source file, so that an app's bundler keeps only what the app uses. */
export default defineConfig({
  plugins: [vue(), unlayeredStyle],
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
        ...Object.fromEntries(sources.map((file) => [file.replace(/\.ts$/, ''), at('src', file)])),
        ...Object.fromEntries(
          [...Object.values(serverEntries), serverProgram].map((file) => [
            file.replace(/\.ts$/, ''),
            at(file),
          ]),
        ),
        style: at('src', styleEntry),
        ...Object.fromEntries(
          themes().map((name) => [`themes/${name}`, at(`src/styles/themes/${name}.css`)]),
        ),
      },
      formats: ['es'],
      cssFileName: 'style',
    },
    rolldownOptions: {
      external: (id) =>
        id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
})
