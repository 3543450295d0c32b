/**
 * The circles of a graph, each as one way around it: `[a, b, a]`. One for each knot of places that reach each other,
 * and the shortest there is from its first place.
 * @param {Map<string, Iterable<string>>} arrows
 * @returns {string[][]}
 */
export function circlesOf(arrows) {
  return knotsOf(arrows).map((knot) => shortestAround(arrows, knot))
}

/** Tarjan's strongly connected components, those of more than one place or with an arrow to itself. */
function knotsOf(arrows) {
  const seen = new Map()
  const stack = []
  const knots = []
  function enter(at) {
    const mine = { index: seen.size, low: seen.size, open: true }
    seen.set(at, mine)
    stack.push(at)
    for (const to of arrows.get(at) ?? []) {
      const other = seen.get(to) ?? enter(to)
      if (other.open) mine.low = Math.min(mine.low, other.low)
    }
    if (mine.low === mine.index) {
      const knot = stack.splice(stack.indexOf(at))
      for (const one of knot) seen.get(one).open = false
      if (knot.length > 1 || [...(arrows.get(at) ?? [])].includes(at))
        knots.push(knot.toSorted((a, b) => (a < b ? -1 : 1)))
    }
    return mine
  }
  for (const at of arrows.keys()) if (!seen.has(at)) enter(at)
  return knots
}

function shortestAround(arrows, knot) {
  const [start] = knot
  const inside = new Set(knot)
  let ways = [[start]]
  const reached = new Set()
  for (;;) {
    const next = []
    for (const way of ways) {
      for (const to of arrows.get(way.at(-1)) ?? []) {
        if (to === start) return [...way, start]
        if (!inside.has(to) || reached.has(to)) continue
        reached.add(to)
        next.push([...way, to])
      }
    }
    ways = next
  }
}
