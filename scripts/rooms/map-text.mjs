/**
 * The map as CONTRIBUTING shows it: a line for each house, and below it one for each room with what it leans on.
 * @param {import('./rooms-of.mjs').RoomMap} map
 */
export function mapText(map) {
  const lines = Object.entries(map).flatMap(
    ([house, { about, also = [], may = [], all = [], rooms = {}, tests = [] }]) => [
      `${`${house}/`.padEnd(14)}${about}`,
      ...more(also.length > 0 && `with ${also.join(', ')}`),
      ...more(may.length > 0 && `${Object.keys(rooms).length > 0 ? 'its own files ' : ''}→ ${may.join(' ')}`),
      ...more(all.length > 0 && `every room → ${all.join(' ')}`),
      ...more(tests.length > 0 && `tests → ${tests.join(' ')}`),
      ...Object.entries(rooms).map(([room, own]) =>
        `  ${room.padEnd(12)}${own.length > 0 ? `→ ${own.join(' ')}` : ''}`.trimEnd(),
      ),
    ],
  )
  return lines.join('\n')
}

const more = (line) => (line ? [`${' '.repeat(14)}${line}`] : [])

const [begin, end] = ['<!-- the map: npm run rooms -- --write -->\n', '<!-- end of the map -->']

/**
 * A page with the map of today in the place that is kept for it.
 * @param {string} page
 * @param {import('./rooms-of.mjs').RoomMap} map
 * @throws when the page has no such place
 */
export function withMap(page, map) {
  const [before, rest] = page.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined) throw new Error(`The page has no place for the map, between ${begin.trim()} and ${end}.`)
  return `${before}${begin}\n\`\`\`\n${mapText(map)}\n\`\`\`\n\n${end}${after}`
}
