/** Lint once claimed to hold the arrows between the rooms, and three wrong imports passed. They are the first tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkRooms } from './check-rooms.mjs'
import { importsOf } from './imports.mjs'
import { map } from './map.mjs'
import { mapText, roomsOf, withMap, type RoomMap } from './rooms-of.mjs'
import { readSourceFiles } from './source-files.mjs'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** What the check says of these files, in a house in which every room of the map is there and nothing else leans. */
function findingsOf(files: Record<string, string>, rooms: RoomMap = map): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'andon-rooms-'))
  folders.push(root)
  const also = Object.values(rooms).flatMap(({ also: more = [] }) => more)
  const empty = [...[...roomsOf(rooms).keys()].map((room) => `${room}/empty.ts`), ...also.map(asFile)]
  for (const [name, text] of [...empty.map((one) => [one, ''] as const), ...Object.entries(files)]) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  return checkRooms(rooms, readSourceFiles(root)).filter((finding) => !finding.endsWith('take it out.'))
}

const asFile = (name: string) => (path.extname(name) === '' ? `${name}/empty.ts` : name)

describe('an import that the map does not allow is named with its rule', () => {
  test.each([
    ['server/vsphere/wrong.ts', 'server/runs/empty.ts', 'server/vsphere may lean on'],
    ['simulator/wire/wrong.ts', 'server/files/empty.ts', 'simulator/wire may lean on'],
    ['server/wrong.ts', 'simulator/start/empty.ts', 'server may lean on'],
    ['server/runs/wrong.ts', 'simulator/start/empty.ts', 'server/runs may lean on'],
    ['components/ui/wrong.tsx', 'server/empty.ts', 'components/ui may lean on'],
    ['app/wrong.ts', 'server/runs/empty.ts', 'app may lean on'],
    ['instrumentation.ts', 'server/runs/empty.ts', 'app may lean on'],
    ['pages/api/wrong.ts', 'server/files/empty.ts', 'app may lean on'],
    ['lib/vmx/wrong.ts', 'components/ui/empty.ts', 'lib/vmx may lean on'],
    ['lib/vmx/wrong.test.ts', 'components/ui/empty.ts', 'tests of lib/vmx may lean on'],
  ])('%s → %s', (file, target, sentence) => {
    const [finding, ...others] = findingsOf({ [file]: `import '@/${target.replace(/\.ts$/, '')}'` })
    expect(finding).toContain(`${file} imports ${target}: ${sentence}`)
    expect(finding).toContain('scripts/rooms/map.mjs')
    expect(others.filter((other) => !other.includes('circle'))).toEqual([])
  })

  test.each([
    ["import type { X } from '../runs/empty'"],
    ["import { type X } from '../runs/empty'"],
    ["export { x } from '../runs/empty'"],
    ["export type * from '../runs/empty.ts'"],
    ["export const x = import('../runs/empty')"],
    ["export type X = import('@/server/runs/empty').X"],
    ["export const x = require('../runs/empty')"],
    ["import x = require('../runs/empty')"],
    ["export const x = new URL('../runs/empty.ts', import.meta.url)"],
    ["vi.mock('../runs/empty')"],
    ["vi.mock(import('../runs/empty'))"],
    ['export const x = await import(`../runs/empty`)'],
  ])('%s', (text) => {
    expect(findingsOf({ 'server/vsphere/wrong.ts': text })).toEqual([
      expect.stringContaining('server/vsphere/wrong.ts imports server/runs/empty.ts'),
    ])
  })

  test('and one that it allows is not', () => {
    expect(
      findingsOf({
        'server/runs/right.ts': "import '../inventory/empty'; import '@/lib/vsphere/empty'; import '../../lib/empty'",
        'server/runs/right.test.ts': "import '@/simulator/start/empty'; import { test } from 'vitest'",
        'server/runs/testing/rig.ts': "import '@/simulator/start/empty'",
        'pages/right.ts': "import '@/server/empty'",
      }),
    ).toEqual([])
  })

  test('what stands in a comment or a text is no import', () => {
    expect(importsOf('a.ts', "// import '../runs/x'\nexport const text = \"import('../runs/x')\"")).toEqual([])
  })
})

describe('a room that is not known fails', () => {
  test('when a file stands in it', () => {
    expect(
      findingsOf({ 'server/dist/new.ts': '', 'server/attic/new.ts': '', 'cellar/new.ts': '', 'loose.ts': '' }),
    ).toEqual([
      expect.stringContaining('cellar/new.ts stands in no room: the map has no cellar'),
      expect.stringContaining('loose.ts stands in no room'),
      expect.stringContaining('server/attic/new.ts stands in no room: the map has no server/attic'),
      expect.stringContaining('server/dist/new.ts stands in no room'),
    ])
  })

  test('when the map names it', () => {
    const tree = { names: ['lib/a/a.ts', 'lib/a.ts'], files: [] }
    const odd: RoomMap = { lib: { about: '', also: ['gone.ts'], rooms: { a: ['b'], c: [] } } }
    expect(checkRooms(odd, tree)).toEqual([
      'scripts/rooms/map.mjs names gone.ts, which does not exist.',
      'scripts/rooms/map.mjs names lib/c, which is no folder.',
      'scripts/rooms/map.mjs lets lib/a lean on b, which is no room.',
    ])
  })

  test('and an arrow that nobody needs is to be taken out', () => {
    const tree = { names: ['lib/a/a.ts', 'lib/b/b.ts'], files: [] }
    expect(checkRooms({ lib: { about: '', rooms: { a: ['b'], b: [] } } }, tree)).toEqual([
      'scripts/rooms/map.mjs lets lib/a lean on lib/b, and it does not: take it out.',
    ])
  })
})

describe('a circle fails', () => {
  test('of files, when only types go around', () => {
    expect(
      findingsOf({
        'lib/vmx/a.ts': "import type { B } from './b'; export type A = B",
        'lib/vmx/b.ts': "import type { C } from './c'; export type B = C",
        'lib/vmx/c.ts': "import type { A } from './a'; export type C = A",
      }),
    ).toEqual([
      'Files lean on each other in a circle, and types count: lib/vmx/a.ts → lib/vmx/b.ts → lib/vmx/c.ts → lib/vmx/a.ts.',
    ])
  })

  test('of rooms, with the imports that make it, and of the map that allows it', () => {
    const rooms: RoomMap = { lib: { about: '', rooms: { a: ['b'], b: ['c'], c: ['a'] } } }
    const files = {
      'lib/a/a.ts': "import type {} from '../b/empty'",
      'lib/b/b.ts': "import type {} from '../c/empty'",
      'lib/c/c.ts': "import type {} from '../a/empty'",
    }
    expect(findingsOf(files, rooms)).toEqual([
      'scripts/rooms/map.mjs lets rooms lean in a circle: lib/a → lib/b → lib/c → lib/a.',
      'Rooms lean on each other in a circle, lib/a → lib/b → lib/c → lib/a: lib/a/a.ts imports lib/b/empty.ts; lib/b/b.ts imports lib/c/empty.ts; lib/c/c.ts imports lib/a/empty.ts.',
    ])
  })
})

test('what is there for tests is imported by tests only', () => {
  const files = {
    'server/runs/testing/rig.ts': '',
    'server/runs/wrong.ts': "import './testing/rig'",
    'server/runs/right.test.ts': "import './testing/rig'",
  }
  expect(findingsOf(files)).toEqual([
    'server/runs/wrong.ts imports server/runs/testing/rig.ts, which is there for tests only.',
  ])
})

test('CONTRIBUTING shows the map between its marks, and keeps the rest', () => {
  const page = withMap('before\n<!-- the map: npm run rooms -- --write -->\nold\n<!-- end of the map -->\nafter\n', map)
  expect(page).toContain(mapText(map))
  expect(page).not.toContain('old')
  expect(page).toMatch(/^before\n[^]*\nafter\n$/)
  expect(withMap(page, map)).toBe(page)
  expect(() => withMap('nothing', map)).toThrow(/no place for the map/)
})
