import type { Foot } from '../types'
import type { Phase } from './types'

const ASKED: readonly Phase[] = ['asking', 'locked', 'revealed']

/** Answers are those to one question; and with the podium it is over, though nobody has closed it yet. */
export const foot: Foot = ({ progress }) => {
  const phase = progress.phase as Phase
  return { state: phase !== 'podium', count: ASKED.includes(phase) }
}
