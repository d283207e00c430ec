import type { Label } from '../types'

export const label: Label = { ko: '반응', en: 'Reactions' }
