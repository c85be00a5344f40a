import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { entries, selfContained } from './scripts/lib/entries.mjs'
import { at } from './scripts/lib/paths.mjs'

const file = entries[selfContained]

/** The custom elements: one file that holds everything, Vue and the stylesheet too, for pages without a build. */
export default defineConfig({
  plugins: [vue()],
  publicDir: false,
  define: {
    'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    // The other entries are in the folder already.
    emptyOutDir: false,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    cssMinify: 'lightningcss',
    minify: 'oxc',
    modulePreload: false,
    // Not the library mode, which would leave the white space in.
    rolldownOptions: {
      input: { [file.replace(/\.ts$/, '')]: at('src', file) },
      preserveEntrySignatures: 'strict',
      output: { codeSplitting: false, entryFileNames: '[name].js' },
    },
  },
})
