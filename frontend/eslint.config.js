import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'

/**
 * The layers, from top to bottom. What is in one may import only what is below it.
 * `auth` (the port to Cognito and the session) sits beside `api`; `lib` is pure and below all.
 */
const LAYERS = {
  router: ['@/main'],
  views: ['@/router', '@/main'],
  components: ['@/views', '@/router', '@/main'],
  composables: ['@/components', '@/views', '@/router', '@/main'],
  stores: ['@/composables', '@/components', '@/views', '@/router', '@/main', 'vue-router'],
  sync: [
    '@/stores',
    '@/composables',
    '@/components',
    '@/views',
    '@/router',
    '@/main',
    'vue-router',
  ],
  auth: [
    '@/sync',
    '@/stores',
    '@/composables',
    '@/components',
    '@/views',
    '@/router',
    '@/main',
    'vue-router',
    'pinia',
  ],
  api: [
    '@/auth',
    '@/sync',
    '@/stores',
    '@/composables',
    '@/components',
    '@/views',
    '@/router',
    '@/main',
    'vue-router',
    'pinia',
    'vue',
  ],
  lib: ['@/*', '!@/lib', 'vue-router', 'pinia'],
}

/** `@/stores` forbids that folder, everything in it, and the same by a relative path. */
function patternsOf(name) {
  const folder = name.startsWith('@/') && !name.includes('*') && name.slice(2)
  return folder ? [name, `${name}/**`, `**/../${folder}`, `**/../${folder}/**`] : [name]
}

/** Amplify is half of the page's weight: only the lazy chunk behind the port may name it. */
const AMPLIFY = {
  group: ['aws-amplify', 'aws-amplify/**', '@aws-amplify/**'],
  message: 'Only src/auth/cognito.ts speaks to Amplify.',
}

function restrict(files, ignores, patterns) {
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const layers = Object.entries(LAYERS).map(([layer, above]) =>
  restrict(
    [`src/${layer}/**/*.{ts,vue}`],
    ['src/auth/cognito.ts', '**/*.spec.ts'],
    [
      AMPLIFY,
      {
        group: above.flatMap(patternsOf),
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
      'vue/require-default-prop': 'off',
      // The shell gives components their parent's prefix; views have one word by nature.
      'vue/multi-word-component-names': 'off',
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
  { files: ['scripts/**/*.mjs', '*.js', '*.ts'], languageOptions: { globals: globals.node } },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
  },
  ...layers,
)
