import type { Option } from './types'

export const freshOption = (id: string, text: string): Option => ({
  id,
  text,
  emoji: null,
  color: null,
})
