import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import Database from 'libsql'
import type { Migration } from 'kysely'
import { openingError, ownersOnly } from './data-file'
import { newerThan } from './migrate'
import { journalMigrations } from './migrations'

/**
 * Writes what a SQLite file holds at this moment into a file that is not there yet, whoever writes to the first one
 * meanwhile. The copy is for its owner alone, and on the disk when this returns.
 * @throws what SQLite says; the copy may be there in part then.
 */
export function copySqlite(from: string, to: string): void {
  const restore = ownersOnly()
  try {
    const database = new Database(from)
    try {
      database.prepare('vacuum into ?').run([to])
    } finally {
      database.close()
    }
  } finally {
    restore()
  }
  syncToDisk(to)
}

/**
 * Brings what stands in the log beside a SQLite file into the file itself, so that it is whole alone. Nobody else has it
 * open.
 */
export function writeBack(file: string): void {
  const database = new Database(file)
  try {
    const [log] = database.prepare('pragma wal_checkpoint(truncate)').all([]) as { busy: number }[] // SQLite's answer
    if (log?.busy !== 0) throw new Error(`${file} is in use by another program.`)
  } finally {
    database.close()
  }
}

/** What was written to a file, or into a directory, is on the disk when this returns. */
export function syncToDisk(place: string): void {
  const handle = openSync(place, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Whether exactly the migrations of this version have been applied to a database; nothing in it is touched. */
export function isUpToDate(file: string, rooms: readonly Record<string, Migration>[]): boolean {
  const database = new Database(file)
  try {
    const rows = database.prepare('select name from migrations').all([]) as { name: string }[] // what is selected
    const applied = new Set(rows.map(({ name }) => name))
    const known = [journalMigrations(() => undefined), ...rooms].flatMap((room) => Object.keys(room))
    return applied.size === known.length && known.every((name) => applied.has(name))
  } catch (error) {
    throw openingError(file, error)
  } finally {
    database.close()
  }
}

/** What a database of Andon holds. `last`: when its last entry was written, ISO 8601. */
export type Contents = { rows: number; runs: number; last?: string; bytes: number }

/**
 * Goes through a whole database: it is one of Andon, nothing in it is damaged, and no newer version has written it.
 * @param says what to do where it is not, a sentence; and how the file is called in it, where it is a copy of another.
 * @throws one sentence with the file, the cause and the way out.
 */
export function checkDatabase(
  file: string,
  rooms: readonly Record<string, Migration>[],
  says: { way: string; called?: string },
): Contents {
  const { way, called = file } = says
  const { size } = statSync(file)
  // SQLite takes an empty file for a new database.
  if (size === 0) throw new Error(`${called} is empty. ${way}`)
  try {
    const database = new Database(file)
    try {
      return { ...contentsOf(database, called, rooms, way), bytes: size }
    } finally {
      database.close()
    }
  } catch (error) {
    throw openingError(called, error, way)
  }
}

function contentsOf(
  database: Database.Database,
  file: string,
  rooms: readonly Record<string, Migration>[],
  way: string,
): Omit<Contents, 'bytes'> {
  const read = <Row>(sql: string) => database.prepare(sql).all([]) as Row[] // the statement says what its rows are
  const tables = new Set(
    read<{ name: string }>("select name from sqlite_master where type = 'table'").map(({ name }) => name),
  )
  if (!tables.has('journal') || !tables.has('migrations'))
    throw new Error(`${file} is a database, but none of Andon. ${way}`)
  const applied = read<{ name: string }>('select name from migrations').map(({ name }) => name)
  const newer = newerThan([journalMigrations(() => undefined), ...rooms], applied)
  if (newer !== undefined)
    throw new Error(`${file} was written by a newer version of Andon (${newer}). Use it with that version.`)
  const [found] = read<{ integrity_check: string }>('pragma integrity_check(1)')
  if (found?.integrity_check !== 'ok')
    throw new Error(`${file} is damaged (${found?.integrity_check ?? 'no answer'}). ${way}`)
  const [counted] = read<{ rows: number; runs: number }>('select count(*) as rows, count(number) as runs from journal')
  const [last] = read<{ at: string }>('select at from journal order by seq desc limit 1')
  return { rows: counted?.rows ?? 0, runs: counted?.runs ?? 0, ...(last && { last: last.at }) }
}
