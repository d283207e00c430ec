/** What is new since the totals before, cut down to what a screen can show at once. */
export const MOST_AT_ONCE = 14

export function fresh(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  const news = Object.entries(after)
    .map(([emoji, n]) => ({ emoji, n: n - (before[emoji] ?? 0) }))
    .filter(({ n }) => n > 0)
  const total = news.reduce((sum, { n }) => sum + n, 0)
  const share = Math.min(1, MOST_AT_ONCE / total)
  return news.flatMap(({ emoji, n }) =>
    Array.from({ length: Math.max(1, Math.floor(n * share)) }, () => emoji),
  )
}
