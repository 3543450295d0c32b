#!/usr/bin/env node
/**
 * `npm run figures`: files and lines of each room, how many of its files have 40 lines or fewer, and how many files one
 * press of "Power on" crosses. With a folder, that of another checkout.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { map } from './rooms/map.mjs'
import { createPlaces } from './rooms/rooms-of.mjs'
import { readSourceFiles } from './rooms/source-files.mjs'
import { pressedFiles } from './docs/pressed-files.mjs'
import { root } from './steps/programs.mjs'

const folder = process.argv[2] ? path.resolve(process.argv[2]) : root
const small = 40

const { files } = readSourceFiles(folder)
const placeOf = createPlaces(map)
const rooms = new Map()
for (const { file, lines } of files) {
  const place = placeOf(file)
  const name = 'unknown' in place ? place.unknown : place.room
  for (const key of [name, 'all']) {
    const room = rooms.get(key) ?? { files: 0, lines: 0, small: 0 }
    rooms.set(key, {
      files: room.files + 1,
      lines: room.lines + lines,
      small: room.small + (lines <= small ? 1 : 0),
    })
  }
}

console.log(`${'room'.padEnd(26)}files   lines  of ${small} lines or fewer`)
for (const [name, room] of [...rooms].toSorted(([a], [b]) => (a === 'all' ? 1 : b === 'all' ? -1 : a < b ? -1 : 1))) {
  const share = `${Math.round((100 * room.small) / room.files)} %`
  console.log(
    `${name.padEnd(26)}${String(room.files).padStart(5)}${String(room.lines).padStart(8)}${String(room.small).padStart(5)}  ${share.padStart(5)}`,
  )
}

const page = path.join(folder, 'docs/follow-one-press.md')
if (existsSync(page)) {
  const names = pressedFiles(readFileSync(page, 'utf8'))
  const total = files.filter(({ file }) => names.includes(file)).reduce((sum, { lines }) => sum + lines, 0)
  console.log(`\none press crosses ${names.length} files of ${total} lines (docs/follow-one-press.md)`)
}
