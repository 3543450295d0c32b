import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { ownersOnly } from '../journal/data-file'

/**
 * Holds the data directory for this process alone: two of them would each answer the same question. The lock is the
 * operating system's and ends with the process, however that ends.
 * @returns what gives the directory free again.
 * @throws one sentence when another process holds it.
 */
export function holdDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const restore = ownersOnly()
  const lock = new Database(path.join(dataDir, 'process.lock'))
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw new Error(`Another process of Andon uses ${dataDir}. Stop it, or set ANDON_DATA to another directory.`, {
      cause: error,
    })
  } finally {
    restore()
  }
  return () => lock.close()
}
