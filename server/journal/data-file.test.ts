import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openingError } from './data-file'
import { openStore } from './store'

let dataDir: string
let file: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'andon-data-'))
  file = path.join(dataDir, 'andon.db')
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const open = () => openStore({ dataDir })

test('what is written is for its owner alone, whatever the directory allows, and whatever it was before', async () => {
  chmodSync(dataDir, 0o755)
  const modes = () => readdirSync(dataDir).map((name) => statSync(path.join(dataDir, name)).mode & 0o777)
  const store = await open()
  await store.journal.note({ by: 'm.okafor', text: 'first' })
  expect(new Set(modes())).toEqual(new Set([0o600]))
  await store.close()
  chmodSync(file, 0o644)
  await (await open()).close()
  expect(new Set(modes())).toEqual(new Set([0o600]))
})

describe('is refused in one sentence with file and way out, and left as it is:', () => {
  const cases: [string, () => void, RegExp][] = [
    ['an empty file', () => writeFileSync(file, ''), /is empty: what was in it is gone\. Bring it back from a backup/],
    [
      'a file that is something else',
      () => writeFileSync(file, 'Dear Sir or Madam. '.repeat(99)),
      /is not a database of Andon/,
    ],
    [
      'a directory in its place',
      () => mkdirSync(file),
      /cannot be opened\. It and the directory .* belong to the user/,
    ],
  ]
  test.each(cases)('%s', async (_, spoil, sentence) => {
    spoil()
    const before = statSync(file).isFile() ? readFileSync(file) : undefined
    const refused = await open().then(
      () => undefined,
      (error: Error) => error.message,
    )
    expect(refused).toMatch(sentence)
    expect(refused).toContain(file)
    if (before) expect(readFileSync(file)).toEqual(before)
  })

  test('one that a newer version has written', async () => {
    const store = await open()
    await sql`insert into migrations (name, at) values ('999-of-tomorrow', '')`.execute(store.tables())
    await store.close()
    await expect(open()).rejects.toThrow(/written by a newer version of Andon \(999-of-tomorrow\)/)
  })

  test.each([
    ['SQLITE_FULL', /no room left for/],
    ['SQLITE_READONLY', /can be read and not written/],
    ['SQLITE_CORRUPT', /is damaged/],
    ['EACCES', /cannot be opened/],
  ])('what the disk says with %s', (code, sentence) => {
    expect(openingError(file, Object.assign(new Error('raw'), { code })).message).toMatch(sentence)
  })
})
