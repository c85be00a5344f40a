import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import pluginVue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import { importArrows } from './scripts/lint/import-arrows.mjs'

/** Rules about white space: Prettier's business. */
const layoutRules = Object.entries(pluginVue.rules)
  .filter(([, rule]) => rule.meta.type === 'layout')
  .map(([name]) => [`vue/${name}`, 'off'])

export default defineConfigWithVueTs(
  {
    ignores: [
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
    name: 'kit/everywhere',
    plugins: { kit: { rules: { 'import-arrows': importArrows } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'kit/import-arrows': 'error',
      // Ports are asynchronous for those who need it; an implementation in memory has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Our own objects are made of closures; where foreign ones are adapted it is on, see below.
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
    name: 'kit/rules-without-clock-and-chance',
    files: ['src/manager/**/*.ts'],
    // host.ts is where the machine's own clock and chance come in.
    ignores: ['**/*.spec.ts', 'src/manager/host.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'The time comes from the Clock port or as an argument.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Ids come from the CreateId port.' },
      ],
    },
  },
  {
    name: 'kit/state-is-shallow',
    files: ['src/stores/**/*.ts', 'src/composables/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['ref', 'reactive'].map((name) => ({
            name: 'vue',
            importNames: [name],
            message: 'Lists have 10,000 rows: use shallowRef and replace, never mutate.',
          })),
        },
      ],
    },
  },
  {
    name: 'kit/methods-stay-on-foreign-objects',
    files: ['src/engines/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/unbound-method': 'error' },
  },
  {
    name: 'kit/no-timers-in-components',
    files: ['src/components/**'],
    ignores: ['**/*.spec.ts'],
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
  {
    name: 'kit/tests',
    files: ['**/*.spec.ts', 'e2e/**/*.ts'],
    rules: {
      'vue/one-component-per-file': 'off',
      'vue/require-prop-types': 'off',
    },
  },
)
