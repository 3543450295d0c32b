import { randomBytes } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportFormats, type ExportFormat } from '@/lib/contract/export'
import { formatBytes } from '@/lib/format/quantity'
import { withoutUndefined } from '@/lib/without-undefined'
import { createSecretBox } from '../../connections/secret-box'
import { createConnectionStore, type ConnectionsTables } from '../../connections/stored'
import { isUpToDate, syncToDisk } from '../../journal/sqlite-copy'
import { exportOf } from '../export/export-history'
import { openData, roomMigrations } from '../open-data'
import { settingsFrom } from '../settings'
import { Misused, onlyPath, readLine, type Around, type Command } from './command'
import { requireData } from './hold-data'
import { giveName, isFolder, requireRoomFor } from './new-file'

export const exportRecord: Command = {
  help: `Writes the whole history into a file, while the console runs.

Usage: npm run export -- <folder or file> [--format csv|jsonl] [--replace]

  <folder or file>  in a folder the file is named by the time; - is standard output
  --format csv      a table for people and spreadsheets (RFC 4180, UTF-8); the default unless the file ends in .jsonl
  --format jsonl    each row as it is stored, with its place in the chain
  --replace         put it in the place of a file that is there
  --help            this text

docs/operating.md says what the columns and fields are. The data are those of ANDON_DATA (.data), or of DATABASE_URL.
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, {
      format: { type: 'string' },
      replace: { type: 'boolean', default: false },
    })
    const target =
      positionals.length === 1 && positionals[0] === '-' ? '-' : onlyPath(positionals, 'one folder or file', around)
    const format = formatOf(values.format ?? (target.endsWith('.jsonl') ? 'jsonl' : 'csv'))
    return await writeExport(format, target, values.replace, around)
  },
}

function formatOf(text: string): ExportFormat {
  const format = exportFormats.find((one) => one === text)
  if (format === undefined) throw new Misused(`--format wants ${exportFormats.join(' or ')}, not "${text}".`)
  return format
}

async function writeExport(format: ExportFormat, target: string, replace: boolean, around: Around): Promise<string> {
  const settings = settingsFrom(around.env)
  const { dataDir, databaseUrl } = settings
  requireData(settings)
  // Beside a console that runs nothing is brought up to date.
  if (databaseUrl === undefined && !isUpToDate(path.join(dataDir, 'andon.db'), roomMigrations))
    throw new Error(`The data in ${dataDir} were written by another version of Andon. Start this one on them first.`)
  const store = await openData({ dataDir, ...withoutUndefined({ databaseUrl }) })
  try {
    // Passwords are not read, so that any key will do.
    const connections = createConnectionStore(store.tables<ConnectionsTables>(), createSecretBox([Buffer.alloc(32)]))
    const names = new Map((await connections.list()).map(({ stored }) => [stored.id, stored.name]))
    const { fileName, pieces } = exportOf(
      format,
      {},
      {
        journal: store.journal,
        now: around.now,
        connectionName: (id) => names.get(id),
      },
    )
    if (target === '-') {
      await pipeline(Readable.from(pieces), process.stdout, { end: false })
      return ''
    }
    const file = isFolder(target) ? path.join(target, fileName) : target
    requireRoomFor(file, replace)
    const bytes = await writeWhole(file, pieces, replace)
    return `Written: ${file} (${formatBytes(bytes)}).\n`
  } finally {
    await store.close()
  }
}

async function writeWhole(file: string, pieces: AsyncIterable<string>, replace: boolean): Promise<number> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    const stream = createWriteStream(part, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(pieces), stream)
    syncToDisk(part)
    giveName(part, file, replace)
    return stream.bytesWritten
  } finally {
    rmSync(part, { force: true })
  }
}
