// Svelte guards what a page may not need with flags (hydration, legacy mode, async, tracing) so that a bundler can leave
// it out; Rolldown does not notice that nothing ever raises them. Said outright, it saves 1 kB of the audience page.

const FLAGS = {
  'client/dom/hydration.js': ['hydrating'],
  'flags/index.js': ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
}
const RAISED_BY = /svelte\/src\/internal\/flags\/(legacy|async|tracing)\.js$/

// Deep state (`$state` of an object) is a kilobyte of proxies. This page keeps what changes in `$state.raw`, and says so
// loudly where somebody forgets.
const NO_DEEP_STATE = `
export function proxy(value) {
  if (value && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)) {
    throw new Error('The audience page has no deep state: use $state.raw')
  }
  return value
}
export const get_proxied_value = (value) => value
export const is = Object.is
`

// Every page is mounted in a boundary, which can wait for what is asynchronous and show errors: another kilobyte. Without
// `<svelte:boundary>` nothing waits, and an error goes on to whoever has called.
const NO_BOUNDARIES = `
import { EFFECT_PRESERVED, EFFECT_TRANSPARENT } from '#client/constants'
import { block, branch } from '../../reactivity/effects.js'

export function boundary(node, { onerror, failed }, children) {
  if (onerror || failed) throw new Error('The audience page has no <svelte:boundary>')
  block(() => void branch(() => children(node)), EFFECT_TRANSPARENT | EFFECT_PRESERVED)
}
export const pending = () => 0
`

const INSTEAD = {
  'proxy.js': NO_DEEP_STATE,
  'dom/blocks/boundary.js': NO_BOUNDARIES,
}

export const slim = {
  name: 'slim',
  enforce: 'pre',
  load(id) {
    const [, file] = /\/svelte\/src\/internal\/client\/([^?]*)/.exec(id) ?? []
    return INSTEAD[file] ?? null
  },
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
