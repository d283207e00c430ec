import type { Label } from '../types'

export const label: Label = { ko: '채팅', en: 'Chat' }
