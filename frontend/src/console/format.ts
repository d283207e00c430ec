// Times and numbers as people read them, in the language of the page.

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "3 minutes ago" for the last week, a date for what is older. */
export function ago(iso: string, language: string, now = Date.now()): string {
  const seconds = Math.min(0, Math.round((Date.parse(iso) - now) / 1000))
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (seconds > -MINUTE) return language === 'ko' ? '방금' : 'just now'
  if (seconds > -HOUR) return relative.format(Math.ceil(seconds / MINUTE), 'minute')
  if (seconds > -DAY) return relative.format(Math.ceil(seconds / HOUR), 'hour')
  if (seconds > -7 * DAY) return relative.format(Math.ceil(seconds / DAY), 'day')
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso))
}

export function moment(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  )
}

/** An address as one would type it: without what a browser adds by itself. */
export const shortAddress = (url: string) => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** The address of the page where a code is typed, told from the address that carries the code. */
export const joinPage = (joinUrl: string) => shortAddress(joinUrl.replace(/\/[^/]*$/, ''))

/** A code in two halves, which are easier to read out and to type. */
export const halves = (code: string): [string, string] => [code.slice(0, 3), code.slice(3)]
