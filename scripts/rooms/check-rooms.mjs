import { circlesOf } from './circles.mjs'
import { covers, createPlaces, roomsOf } from './rooms-of.mjs'

/** Said with each finding, so that a reader knows where the rule stands. */
const mapFile = 'scripts/rooms/map.mjs'

/**
 * Holds a tree of files against the map.
 * @param {import('./rooms-of.mjs').RoomMap} map
 * @param {{ names: string[], files: { file: string, files: string[] }[] }} tree
 * @returns {string[]} a sentence for whatever does not hold
 */
export function checkRooms(map, { names, files }) {
  const rooms = roomsOf(map)
  const placeOf = createPlaces(map)
  const findings = []
  const used = new Set()
  /** Room → room → why, without what only tests lean on. */
  const arrows = new Map([...rooms.keys()].map((room) => [room, new Map()]))

  for (const { file, files: targets } of files) {
    const from = placeOf(file)
    if ('unknown' in from) {
      findings.push(`${file} stands in no room: the map has no ${from.unknown} (${mapFile}).`)
      continue
    }
    const { may, tests } = rooms.get(from.room)
    for (const target of targets) {
      const to = placeOf(target)
      if ('unknown' in to) continue
      if (to.isTest && !from.isTest) findings.push(`${file} imports ${target}, which is there for tests only.`)
      if (from.room === to.room) continue
      const rule = [...may, ...(from.isTest ? tests : [])].find((one) => covers(one, to.room))
      if (rule === undefined) findings.push(`${file} imports ${target}: ${ruleOf(from, rooms.get(from.room))}`)
      else used.add(`${from.room} ${rule}`)
      if (!from.isTest) arrows.get(from.room).set(to.room, `${file} imports ${target}`)
    }
  }
  return [...findings, ...findingsOfMap(map, rooms, names, used), ...circlesOfRooms(arrows), ...circlesOfFiles(files)]
}

function ruleOf({ room, isTest }, { may, tests }) {
  const list = isTest ? [...may, ...tests] : may
  const allowed = list.length === 0 ? 'nothing of ours' : `${list.join(', ')} and nothing else`
  return `${isTest ? 'tests of ' : ''}${room} may lean on ${allowed} (${mapFile}).`
}

/** What is wrong with the map itself: places that do not exist, arrows that nobody needs, and circles. */
function findingsOfMap(map, rooms, names, used) {
  const findings = []
  for (const room of rooms.keys()) {
    const also = map[room]?.also ?? []
    if (!names.some((name) => name.startsWith(`${room}/`)))
      findings.push(`${mapFile} names ${room}, which is no folder.`)
    for (const path of also)
      if (!names.some((name) => name === path || name.startsWith(`${path}/`)))
        findings.push(`${mapFile} names ${path}, which does not exist.`)
  }
  for (const { name, may, tests } of rooms.values()) {
    for (const rule of [...may, ...tests])
      if (![...rooms.keys()].some((room) => covers(rule, room)))
        findings.push(`${mapFile} lets ${name} lean on ${rule}, which is no room.`)
    for (const rule of may)
      if (rooms.has(rule) && !used.has(`${name} ${rule}`) && !map[name.split('/')[0]].all?.includes(rule))
        findings.push(`${mapFile} lets ${name} lean on ${rule}, and it does not: take it out.`)
  }
  const allowed = new Map(
    [...rooms.values()].map(({ name, may }) => [
      name,
      [...rooms.keys()].filter((room) => room !== name && may.some((rule) => covers(rule, room))),
    ]),
  )
  for (const circle of circlesOf(allowed))
    findings.push(`${mapFile} lets rooms lean in a circle: ${circle.join(' → ')}.`)
  return findings
}

const circlesOfRooms = (arrows) =>
  circlesOf(new Map([...arrows].map(([room, to]) => [room, [...to.keys()]]))).map((circle) => {
    const reasons = circle.slice(1).map((to, index) => arrows.get(circle[index]).get(to))
    return `Rooms lean on each other in a circle, ${circle.join(' → ')}: ${reasons.join('; ')}.`
  })

const circlesOfFiles = (files) =>
  circlesOf(new Map(files.map(({ file, files: targets }) => [file, targets]))).map(
    (circle) => `Files lean on each other in a circle, and types count: ${circle.join(' → ')}.`,
  )
