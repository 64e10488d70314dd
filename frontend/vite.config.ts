import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { messages } from './scripts/messages.ts'
import { serviceWorker } from './scripts/service-worker.ts'

const flask = `http://127.0.0.1:${process.env.PORT || 5000}`

export default defineConfig({
  plugins: [messages(), vue(), serviceWorker()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': flask, '/config.json': flask, '/_cognito': flask },
  },
  // Found by a lazy import only, and that would reload the page under the hands of who signs in.
  optimizeDeps: {
    include: ['@aws-amplify/auth', '@aws-amplify/auth/cognito', '@aws-amplify/core'],
  },
  preview: { host: '127.0.0.1' },
  build: {
    target: 'es2022',
    manifest: true,
    // A data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The names of what each lazy chunk needs would weigh on the first load; a chunk finds its
      // imports by itself, and the worker has them all by then.
      resolveDependencies: (_, deps, { hostType }) =>
        hostType === 'html' ? deps : deps.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // What a name has more of, the first load has of each that it may load.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
        codeSplitting: {
          groups: [
            // Stays in the browser's cache from release to release.
            {
              name: 'vue',
              test: /node_modules\/(@vue|vue|vue-router|pinia)\//,
              priority: 1,
            },
            // One piece packs better than the dozen that the lazy views would have us cut.
            { name: 'first', tags: ['$initial'] },
            // One look at the door, and not one after the other of what it is made of.
            { name: 'door', test: /\/src\/(views|components)\/auth\/|\/useEntry|\/AppField/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'http://127.0.0.1:5000/' } },
    include: ['src/**/*.spec.ts'],
    setupFiles: ['src/test/setup.ts'],
    testTimeout: 15_000,
    // By itself it takes one less than there are processors: of two, one.
    maxWorkers: '100%',
    restoreMocks: true,
    unstubGlobals: true,
  },
})
