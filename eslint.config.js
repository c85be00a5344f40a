import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import pluginVue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import kit from './scripts/lint/kit-plugin.mjs'

/** Rules about white space: Prettier's business. */
const layoutRules = Object.entries(pluginVue.rules)
  .filter(([, rule]) => rule.meta.type === 'layout')
  .map(([name]) => [`vue/${name}`, 'off'])

// Vue files, templates and all; what is no component is the business of Oxlint (.oxlintrc.json), which is ten times as
// fast and knows the types as well.
export default defineConfigWithVueTs(
  {
    ignores: [
      '**/*.{js,mjs,ts}',
      '**/dist/',
      'node_modules/',
      'test/nuxt/',
      'coverage/',
      'test-results/',
      'playwright-report/',
    ],
  },
  pluginVue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  vueTsConfigs.recommendedTypeChecked,
  {
    name: 'kit/types-of-vue-files',
    languageOptions: {
      // Only what Vue files lead to, rather than all there is: a third less to read.
      parserOptions: {
        projectService: false,
        project: './tsconfig.vue.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    name: 'kit/everywhere',
    plugins: { kit },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'kit/import-arrows': 'error',
      '@typescript-eslint/require-await': 'off',
      // Our own objects are made of closures.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    name: 'kit/vue-files',
    files: ['**/*.vue'],
    rules: {
      ...Object.fromEntries(layoutRules),
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script:not([setup])', 'script[setup]', 'template'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/no-undef-components': 'error',
      'vue/no-unused-refs': 'error',
      // Types already tell which prop is optional.
      'vue/require-default-prop': 'off',
      // Safari drops the role of a list whose markers are styled away.
      'vuejs-accessibility/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    name: 'kit/vue-files-of-the-package',
    files: ['src/**/*.vue'],
    rules: { 'vue/no-restricted-block': ['error', 'style'] },
  },
  {
    name: 'kit/no-timers-in-components',
    files: ['src/components/**/*.vue'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval'].map((name) => ({
          name,
          message: 'Components follow the one shared clock.',
        })),
      ],
    },
  },
)
