import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'

/**
 * The layers, from top to bottom. What is in one may import only what is below it.
 * `auth` (the port to Cognito and the session) and `sw` (the service worker, and the page's way to
 * it) sit beside `api`; `lib` is pure, and knows no more of the rest than the types of what goes over
 * the wire.
 */
const ORDER = [
  'router',
  'views',
  'components',
  'composables',
  'stores',
  'sync',
  'auth',
  'api',
  'sw',
]

/** Where the layers end, libraries do, too: what is below knows of no router and no store. */
const LIBRARIES = {
  stores: ['vue-router'],
  sync: ['vue-router'],
  auth: ['vue-router', 'pinia'],
  api: ['vue-router', 'pinia', 'vue'],
  sw: ['vue-router', 'pinia', 'vue'],
  lib: ['vue-router', 'pinia', '@/auth', '@/sync'],
}

function forbiddenIn(layer) {
  const above = ORDER.slice(0, layer === 'lib' ? ORDER.indexOf('sync') : ORDER.indexOf(layer))
  return ['@/main', ...above.map((name) => `@/${name}`), ...(LIBRARIES[layer] ?? [])]
}

/** `@/stores` forbids that folder, everything in it, and the same by a relative path. */
function patternsOf(name) {
  const folder = name.startsWith('@/') && name.slice(2)
  return folder ? [name, `${name}/**`, `**/../${folder}`, `**/../${folder}/**`] : [name]
}

/** Amplify is half of the page's weight: only the lazy chunk behind the port may name it. */
const AMPLIFY = {
  group: ['aws-amplify', 'aws-amplify/**', '@aws-amplify/**'],
  message: 'Only src/auth/cognito.ts speaks to Amplify.',
}

/** What a person reads comes from src/i18n. Signs stand for themselves, and so does our name. */
const TEXTS = {
  allowlist: ['·', '@', '…', '(', ')', '/', '↳', 'Doable'],
  attributes: {
    '/.+/': ['aria-label', 'title', 'placeholder', 'alt', 'label'],
    // Of our own components.
    '/^(App|Entry)/': ['heading', 'text', 'hint', 'intro', 'action', 'busy-text'],
  },
}

function restrict(files, ignores, patterns) {
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const layers = [...ORDER, 'lib'].map((layer) =>
  restrict(
    [`src/${layer}/**/*.{ts,vue}`],
    ['src/auth/cognito.ts', '**/*.spec.ts'],
    [
      AMPLIFY,
      {
        group: forbiddenIn(layer).flatMap(patternsOf),
        message: `${layer} must not import from a layer above it.`,
      },
    ],
  ),
)

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-bare-strings-in-template': ['error', TEXTS],
      'vue/require-default-prop': 'off',
      // The shell gives components their parent's prefix; views have one word by nature.
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      // TypeScript sees undefined names, and sees them right.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A label that holds its control, or names it by `for`: either is fine.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  // Prettier has the say on how it looks.
  {
    rules: Object.fromEntries(
      [
        'html-closing-bracket-newline',
        'html-indent',
        'html-self-closing',
        'max-attributes-per-line',
        'singleline-html-element-content-newline',
        'multiline-html-element-content-newline',
        'html-closing-bracket-spacing',
        'first-attribute-linebreak',
      ].map((rule) => [`vue/${rule}`, 'off']),
    ),
  },
  { files: ['scripts/**/*.{mjs,ts}', '*.js', '*.ts'], languageOptions: { globals: globals.node } },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
  },
  ...layers,
)
