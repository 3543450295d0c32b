#!/usr/bin/env node
/**
 * `npm run rooms`: says which imports break the map of the rooms (scripts/rooms/map.mjs), and whether CONTRIBUTING shows
 * it as it is. `--write` puts it there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { checkRooms } from './rooms/check-rooms.mjs'
import { withMap } from './rooms/rooms-of.mjs'
import { map } from './rooms/map.mjs'
import { readSourceFiles } from './rooms/source-files.mjs'
import { root } from './steps/programs.mjs'

const contributing = path.join(root, 'CONTRIBUTING.md')
const page = readFileSync(contributing, 'utf8')
const wanted = withMap(page, map)
if (process.argv.includes('--write')) writeFileSync(contributing, wanted)
const isShown = page === wanted || process.argv.includes('--write')

const findings = checkRooms(map, readSourceFiles(root))
if (!isShown) findings.push('CONTRIBUTING.md does not show the map of the rooms as it is: npm run rooms -- --write')
for (const finding of findings) console.error(finding)
if (findings.length > 0) process.exitCode = 1
