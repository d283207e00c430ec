// Svelte guards what a page may not need with flags (hydration, legacy mode, async, tracing) so that a bundler can leave
// it out; Rolldown does not notice that nothing ever raises them. Said outright, it saves 3 kB of the audience page.

const FLAGS = {
  'client/dom/hydration.js': ['hydrating'],
  'flags/index.js': ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
}
const RAISED_BY = /svelte\/src\/internal\/flags\/(legacy|async|tracing)\.js$/

export const slim = {
  name: 'slim',
  enforce: 'pre',
  transform(code, id) {
    const path = id.split('?')[0]
    if (RAISED_BY.test(path)) throw new Error(`slim.mjs takes for never raised what ${path} raises`)
    const file = Object.keys(FLAGS).find((name) => path.endsWith(`/svelte/src/internal/${name}`))
    if (!file) return null
    for (const flag of FLAGS[file]) {
      const declaration = `export let ${flag} = false;`
      if (!code.includes(declaration)) throw new Error(`slim.mjs: no ${flag} in ${path} any more`)
      code = code
        .replace(declaration, `export const ${flag} = false;`)
        .replace(new RegExp(`^\\t${flag} = .*;$`, 'gm'), '')
    }
    return { code, map: null }
  },
}
