import { language } from '../../lib/i18n.svelte'

const TWO = { minimumFractionDigits: 2, maximumFractionDigits: 2 }

/** With two decimals always, so that numbers below each other line up; a dash where there is none. */
export const exact = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString(language(), TWO)
