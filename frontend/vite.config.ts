import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** `npx vite` shows the pages at their own addresses, with the API of a server on port 3000. */
const pages: Plugin = {
  name: 'pages',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/'
      if (/^\/join(\/[^/]+)?\/?$/.test(path)) request.url = '/join.html'
      else if (/^\/screen\/[^/]+$/.test(path)) request.url = '/screen.html'
      else if (/^\/(sign-in|sign-up|account|reset\/.*|sessions\/.*)?$/.test(path)) {
        request.url = '/console.html'
      }
      next()
    })
  },
}

const server = process.env.MADANG_URL ?? 'http://localhost:3000'

export default defineConfig({
  plugins: [svelte(), pages],
  appType: 'mpa',
  build: {
    // No syntax is rewritten, which saves 1.4 kB: Safari 15.4 reads all that is used.
    target: 'es2022',
    cssTarget: ['chrome100', 'firefox100', 'safari15.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Svelte does not say that its modules have no side effects: what no page uses stays out (2 kB).
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/svelte/src/') } },
  },
  server: { proxy: { '/api': server, '/openapi.json': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', pool: 'threads' },
})
