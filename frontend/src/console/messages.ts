import { dictionary } from '../lib/i18n.svelte'
import { en } from './messages/en'
import { ko } from './messages/ko'

export { language } from '../lib/i18n.svelte'
export const t = dictionary({ ko, en })
