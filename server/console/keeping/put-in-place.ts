import { constants, copyFileSync, existsSync, linkSync, renameSync } from 'node:fs'
import path from 'node:path'
import { openInThreads } from '../../journal/open-database'
import { syncToDisk, writeBack } from '../../journal/sqlite-copy'
import { timeInNames } from './command'

/**
 * Gives the present database a second name, under which it stays when another one takes its place. At no moment is there
 * none: a console that starts would begin a new one.
 * @returns that name; undefined when there is no database.
 */
export async function keepBeside(dataDir: string, now: number): Promise<string | undefined> {
  const file = path.join(dataDir, 'andon.db')
  const kept = freeName(path.join(dataDir, `andon-before-${timeInNames(now)}`))
  if (existsSync(file)) await writeBackAndLeave(file)
  // What was not written back belongs to this file alone: beside another one it would spoil it.
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, kept + end)
  if (!existsSync(file)) return undefined
  try {
    linkSync(file, kept)
  } catch {
    copyFileSync(file, kept, constants.COPYFILE_EXCL)
    syncToDisk(kept)
  }
  return kept
}

const freeName = (start: string, n = 1): string => {
  const name = `${start}${n === 1 ? '' : `-${n}`}.db`
  return existsSync(name) ? freeName(start, n + 1) : name
}

/**
 * Brings what stands beside a database of SQLite into it. One that is damaged stays as it is, and is kept with what is
 * beside it. In threads, since a connection of this one would live on for a while after it was closed, and remove the log
 * of whatever has the name of the file by then.
 */
async function writeBackAndLeave(file: string): Promise<void> {
  await openInThreads(file).then(
    (database) => database.close(),
    () => undefined,
  )
}

/** Puts a database that nobody has open in the place of the present one; on the disk when this returns. */
export function putInPlace(made: string, dataDir: string): void {
  writeBack(made)
  syncToDisk(made)
  renameSync(made, path.join(dataDir, 'andon.db'))
  syncToDisk(dataDir)
}
