import type { Method } from '../../lib/api'

/** A change of the session, below its path: the page shows it, or throws what the server said. */
export type Save = (method: Method, path: string, body?: unknown) => Promise<void>
