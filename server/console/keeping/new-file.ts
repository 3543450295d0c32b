import { existsSync, linkSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { syncToDisk } from '../../journal/sqlite-copy'

/**
 * Looks whether a file can be made, before anything is done for it.
 * @param replace one that is there may be replaced.
 * @throws one sentence.
 */
export function requireRoomFor(file: string, replace: boolean): void {
  if (!replace && existsSync(file)) throw new Error(thereAlready(file))
  if (existsSync(file) && !statSync(file).isFile()) throw new Error(`${file} is no file.`)
  const folder = path.dirname(file)
  if (!isFolder(folder)) throw new Error(`There is no folder ${folder}.`)
}

/** Gives a file that is whole its name, unless there is one of that name by now that may not be replaced. */
export function giveName(part: string, file: string, replace: boolean): void {
  if (replace) renameSync(part, file)
  else nameNew(part, file)
  syncToDisk(path.dirname(file))
}

function nameNew(part: string, file: string): void {
  try {
    linkSync(part, file)
  } catch (error) {
    // Shares and sticks that know no links have only the look before.
    if (existsSync(file)) throw new Error(thereAlready(file), { cause: error })
    renameSync(part, file)
  }
}

export const isFolder = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true

const thereAlready = (file: string) => `${file} is there already. Give another name, or --replace.`
