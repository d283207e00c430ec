import type { Label } from '../types'

export const label: Label = { ko: '질문', en: 'Questions' }
