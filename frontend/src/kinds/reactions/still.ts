/** Whether whoever set up this display wants nothing to move on it. */
export const still = matchMedia('(prefers-reduced-motion: reduce)').matches
