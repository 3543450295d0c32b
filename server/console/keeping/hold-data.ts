import { existsSync } from 'node:fs'
import path from 'node:path'
import { refuseOthers } from '../../journal/others-connected'
import { holdDataDir } from '../data-dir-lock'
import type { Settings } from '../settings'
import { asItsOwner } from './command'

/**
 * Has the data for this process alone, as far as that can be had: no console may run on a file, and none be connected to
 * a database that is shared.
 * @returns how to give them free again.
 * @throws one sentence with the way out.
 */
export async function holdData({ dataDir, databaseUrl }: Settings): Promise<() => void> {
  if (databaseUrl !== undefined) {
    await refuseOthers(databaseUrl)
    return () => undefined
  }
  asItsOwner(dataDir)
  return holdDataDir(dataDir)
}

/** @throws one sentence where there are no data of Andon. */
export function requireData({ dataDir, databaseUrl }: Settings): void {
  if (databaseUrl === undefined && !existsSync(path.join(dataDir, 'andon.db')))
    throw new Error(`There are no data in ${dataDir}. Set ANDON_DATA as it is for the console.`)
}
