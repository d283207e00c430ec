export const CODE_LENGTH = 6

/** A code as the server knows it, however it was typed: any case, spaces and dashes. */
export const readCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

/** In two halves, as it is easier to read out and to type. */
export const spacedCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`
