import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import { openingError } from '../../journal/data-file'
import { checkDatabase, copySqlite, type Contents } from '../../journal/sqlite-copy'
import { roomMigrations } from '../open-data'
import { settingsFrom } from '../settings'
import { giveName, isFolder, requireRoomFor } from './new-file'
import { onlyPath, readLine, timeInNames, type Command } from './command'
import { requireData } from './hold-data'

export const backup: Command = {
  help: `Writes everything that Andon keeps into one file, while the console runs: journal, accounts with their
second factors, connections with their sealed passwords. The key that seals them is not in it.

Usage: npm run backup -- <folder or file> [--replace]

  <folder or file>  in a folder the file is named by the time
  --replace         put it in the place of a file that is there
  --help            this text

The data are those of ANDON_DATA (.data).
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, { replace: { type: 'boolean', default: false } })
    const target = onlyPath(positionals, 'one folder or file', around)
    const { dataDir, secretKey, databaseUrl } = settingsFrom(around.env)
    if (databaseUrl !== undefined)
      throw new Error(
        'The data are on PostgreSQL (DATABASE_URL): back them up with pg_dump, as docs/operating.md says.',
      )
    const file = isFolder(target) ? path.join(target, `andon-${timeInNames(around.now())}.db`) : target
    const contents = backUp({ dataDir, file, replace: values.replace })
    const key = secretKey === undefined ? path.join(dataDir, 'secret.key') : 'the text of ANDON_SECRET_KEY'
    const last = contents.last === undefined ? 'nothing has been done yet' : `the last entry is of ${contents.last}`
    return `Written and checked: ${file} (${formatBytes(contents.bytes)}; ${formatCount(contents.runs, 'run')}, ${last}).
The secret key is not in it. Keep ${key} too, at another place: without it the passwords of connections have to be entered anew, and second factors set up anew.
`
  },
}

/**
 * A copy as of one moment, in a file for its owner alone. It has its name when it is whole and has been checked.
 * @throws one sentence; nothing is left behind then, and what was there is as it was.
 */
export function backUp({ dataDir, file, replace }: { dataDir: string; file: string; replace: boolean }): Contents {
  const data = path.join(dataDir, 'andon.db')
  requireData({ dataDir })
  if (file === data) throw new Error(`${file} is what the backup is to be of. Choose another place.`)
  requireRoomFor(file, replace)
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    copyTo(part, data)
    const contents = checkDatabase(part, roomMigrations, { way, called: data })
    giveName(part, file, replace)
    return contents
  } finally {
    rmSync(part, { force: true })
    rmSync(`${part}-journal`, { force: true })
  }
}

function copyTo(part: string, data: string): void {
  try {
    copySqlite(data, part)
  } catch (error) {
    const { code = '' } = error as { code?: string } // SQLite's, or the system's
    const isOfData = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
    throw openingError(isOfData ? data : part.replace(/\.[0-9a-f]+\.part$/, ''), error, way)
  }
}

const way = 'Bring the data back from a backup of before, and look after their disk.'
