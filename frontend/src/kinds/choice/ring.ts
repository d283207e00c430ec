// Where the letters beside a ring stand. Pure.

const TURN = 2 * Math.PI

/**
 * The angles nearest to these, which go once round, that are at least `gap` apart from each other: what would lie over
 * its neighbour moves aside, and all keep their order.
 */
export function spread(angles: readonly number[], gap: number): number[] {
  const count = angles.length
  const least = Math.min(gap, TURN / count)
  // Cut open where it is emptiest.
  const free = angles.map((angle, at) => angle - (at ? angles[at - 1]! : angles[count - 1]! - TURN))
  const first = free.indexOf(Math.max(...free))
  const groups: { mean: number; members: number[] }[] = []
  for (let turn = 0; turn < count; turn++) {
    const at = (first + turn) % count
    let group = { mean: angles[at]! + (at < first ? TURN : 0) - turn * least, members: [at] }
    for (let last; (last = groups.at(-1)) && last.mean > group.mean; groups.pop()) {
      const [before, now] = [last.members.length, group.members.length]
      group = {
        mean: (last.mean * before + group.mean * now) / (before + now),
        members: [...last.members, ...group.members],
      }
    }
    groups.push(group)
  }
  const found = Array<number>(count)
  groups
    .flatMap(({ mean, members }) => members.map((at) => ({ mean, at })))
    .forEach(({ mean, at }, turn) => (found[at] = mean + turn * least))
  return found
}
