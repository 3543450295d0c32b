/**
 * One house of the map: a folder at the top, with rooms in it or with none.
 * @typedef {object} House
 * @property {string} about
 * @property {string[]} [also] files and folders at the top that count as this house
 * @property {string[]} [may] what it may lean on: the files right in its folder, when it has rooms
 * @property {Record<string, string[]>} [rooms] what each of its rooms may lean on
 * @property {string[]} [all] what every one of its rooms may lean on besides
 * @property {string[]} [tests] what its tests may lean on besides
 * @property {true} [onlyTests] everything in it is there for tests
 *
 * @typedef {object} Room
 * @property {string} name `server/runs`; `server` for the files right in that folder
 * @property {string[]} may whole names of rooms, and `lib/*` for a house with all its rooms
 * @property {string[]} tests
 *
 * @typedef {Record<string, House>} RoomMap
 */

/**
 * The map as a list of rooms.
 * @param {RoomMap} map
 * @returns {Map<string, Room>}
 */
export function roomsOf(map) {
  const list = Object.entries(map).flatMap(([house, { may = [], rooms = {}, all = [], tests = [] }]) => {
    const whole = (rules) => rules.map((rule) => (Object.hasOwn(rooms, rule) ? `${house}/${rule}` : rule))
    return [
      { name: house, may, tests: whole(tests) },
      ...Object.entries(rooms).map(([room, own]) => ({
        name: `${house}/${room}`,
        may: whole([...own, ...all]),
        tests: whole(tests),
      })),
    ].map((one) => ({ ...one, may: whole(one.may) }))
  })
  return new Map(list.map((room) => [room.name, room]))
}

/** Whether a rule lets one lean on a room. */
export const covers = (rule, room) =>
  rule === room || (rule.endsWith('/*') && (room === rule.slice(0, -2) || room.startsWith(rule.slice(0, -1))))

/**
 * Says in which room a file stands, and whether it is there for tests: by its name, in a folder `testing` (which belongs
 * to the room around it), or in a house of tests.
 * @param {RoomMap} map
 * @returns {(file: string) => { room: string, isTest: boolean } | { unknown: string }}
 */
export function createPlaces(map) {
  const also = Object.entries(map).flatMap(([house, { also: more = [] }]) => more.map((path) => ({ path, house })))
  return (file) => {
    const extra = also.find(({ path }) => file === path || file.startsWith(`${path}/`))
    const [place, ...inTesting] = file.split(/(?:^|\/)testing\//)
    const [top = file, second] = inTesting.length > 0 ? place.split('/') : file.split('/').slice(0, -1)
    const house = extra?.house ?? top
    if (!Object.hasOwn(map, house)) return { unknown: house }
    const { rooms, onlyTests } = map[house]
    const isTest = onlyTests === true || inTesting.length > 0 || /\.test\.[jt]sx?$/.test(file)
    if (extra || !rooms || second === undefined) return { room: house, isTest }
    return Object.hasOwn(rooms, second) ? { room: `${house}/${second}`, isTest } : { unknown: `${house}/${second}` }
  }
}

/**
 * The map as CONTRIBUTING shows it: a line for each house, and below it one for each room with what it leans on.
 * @param {RoomMap} map
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
 * @param {RoomMap} map
 * @throws when the page has no such place
 */
export function withMap(page, map) {
  const [before, rest] = page.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined) throw new Error(`The page has no place for the map, between ${begin.trim()} and ${end}.`)
  return `${before}${begin}\n\`\`\`\n${mapText(map)}\n\`\`\`\n\n${end}${after}`
}
