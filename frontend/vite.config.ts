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
    target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
    cssTarget: ['chrome100', 'firefox100', 'safari15.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': server, '/openapi.json': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
