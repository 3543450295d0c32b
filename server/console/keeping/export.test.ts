import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDir } from '../data-dir-lock'
import { exportRecord } from './export'
import { keptData, type KeptData } from './testing/kept-data'

let data: KeptData
beforeEach(async () => {
  data = await keptData()
  await data.fill()
})
afterEach(() => data.close())

const read = (name: string) => readFileSync(path.join(data.folder, name), 'utf8')

test('the history is written into a file for its owner alone, beside a console that runs', async () => {
  const release = holdDataDir(data.dataDir())
  await data.run(exportRecord, ['history.csv'])
  release()
  expect(read('history.csv')).toContain('"Power on"')
  expect(statSync(path.join(data.folder, 'history.csv')).mode & 0o777).toBe(0o600)
  await data.run(exportRecord, ['history.jsonl'])
  expect(read('history.jsonl')).toMatch(/^\{"is":"andon-journal"/)
  await data.run(exportRecord, ['.', '--format', 'jsonl'])
  expect(readdirSync(data.folder).filter((name) => name.startsWith('andon-history-'))).toHaveLength(1)
})

test('no file is replaced unless that is asked for, and no other format taken', async () => {
  writeFileSync(path.join(data.folder, 'history.csv'), 'mine')
  await expect(data.run(exportRecord, ['history.csv'])).rejects.toThrow(/is there already/)
  expect(read('history.csv')).toBe('mine')
  await data.run(exportRecord, ['history.csv', '--replace'])
  expect(read('history.csv')).not.toBe('mine')
  await expect(data.run(exportRecord, ['x', '--format', 'xml'])).rejects.toThrow('--format wants csv or jsonl')
})

test('data of another version are left as they are', async () => {
  const { tables, close } = await data.rooms()
  await sql`delete from migrations where name = '002-servers'`.execute(tables())
  await close()
  await expect(data.run(exportRecord, ['history.csv'])).rejects.toThrow(/written by another version of Andon/)
})
