const NEAR = 48

interface Scrolled {
  scrollTop: number
  scrollHeight: number
  clientHeight: number
}

/** Whether somebody reads the newest: then the log follows what comes. */
export const isAtEnd = ({ scrollTop, scrollHeight, clientHeight }: Scrolled): boolean =>
  scrollHeight - clientHeight - scrollTop <= NEAR

/** Time for older ones to be loaded. */
export const isAtStart = ({ scrollTop }: Scrolled): boolean => scrollTop <= NEAR

/** Those of others after the number `seen`. */
export const news = <Post extends { id: string; number: number }>(
  messages: readonly Post[],
  seen: number,
  isOwn: (id: string) => boolean,
): Post[] => messages.filter(({ id, number }) => number > seen && !isOwn(id))
