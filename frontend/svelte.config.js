import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // Shorter than `svelte-…`: the class stands on every element.
    cssHash: ({ hash, filename }) => `m${hash(filename).slice(0, 4)}`,
  },
}
