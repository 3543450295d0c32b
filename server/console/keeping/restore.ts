import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { formatCount } from '@/lib/format/quantity'
import { openingError } from '../../journal/data-file'
import { checkDatabase, copySqlite, type Contents } from '../../journal/sqlite-copy'
import { roomMigrations } from '../open-data'
import { settingsFrom, type Settings } from '../settings'
import { Misused, onlyPath, readLine, type Command } from './command'
import { holdData } from './hold-data'
import { makeReady, readyText, type Ready } from './make-ready'
import { keepBeside, putInPlace } from './put-in-place'

export const restore: Command = {
  help: `Puts a backup in the place of the data, while the console is stopped. What was there is kept beside it.

Usage: npm run restore -- <file> [--keep-display-links]
       npm run restore -- --after-pg-restore [--keep-display-links]

  <file>                what "npm run backup" has written
  --keep-display-links  links of displays and API tokens work as they did; one that was revoked after the backup works again
  --after-pg-restore    with DATABASE_URL: pg_restore has brought the database back, and this makes it ready
  --help                this text

Everybody has to sign in again, and accounts are as they were then. Runs that had not ended are looked up at their hosts
when the console starts; nothing is started a second time. The data are those of ANDON_DATA (.data).
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, {
      'keep-display-links': { type: 'boolean', default: false },
      'after-pg-restore': { type: 'boolean', default: false },
    })
    const settings = settingsFrom(around.env)
    const keepLinks = values['keep-display-links']
    const options = { settings, now: around.now, keepLinks, by: userInfo().username }
    if (values['after-pg-restore']) {
      if (settings.databaseUrl === undefined || positionals.length > 0)
        throw new Misused('--after-pg-restore goes with DATABASE_URL, and with no file.')
      return readyText(await makeServerReady(options), settings)
    }
    if (settings.databaseUrl !== undefined)
      throw new Error(
        'The data are on PostgreSQL (DATABASE_URL): bring them back with pg_restore, then --after-pg-restore, as docs/operating.md says.',
      )
    const source = onlyPath(positionals, 'one file', around)
    return reportOf(await bringBack(source, options), source, settings)
  },
}

type Restored = Ready & {
  contents: Contents
  /** Where what was there before is now. */
  kept: string | undefined
}

/**
 * The backup is copied, checked and made ready beside the data, and then takes their place at once.
 * @param by who is written down as having done it.
 * @throws one sentence; the data are as they were then.
 */
export async function bringBack(
  source: string,
  { settings, now, keepLinks, by }: { settings: Settings; now: () => number; keepLinks: boolean; by: string },
): Promise<Restored> {
  const { dataDir } = settings
  if (!existsSync(source)) throw new Error(`There is no file ${source}.`)
  if (path.resolve(source) === path.join(dataDir, 'andon.db'))
    throw new Error(`${source} is the present data. Name the file of a backup.`)
  const release = await holdData(settings)
  try {
    for (const name of readdirSync(dataDir))
      if (name.startsWith(asideStart)) rmSync(path.join(dataDir, name), { recursive: true })
    const aside = path.join(dataDir, `${asideStart}${randomUUID()}`)
    mkdirSync(aside, { mode: 0o700 })
    try {
      const contents = copyChecked(source, path.join(aside, 'andon.db'))
      const madeReady = await makeReady({ dataDir: aside }, { settings, now, keepLinks, by })
      const kept = await keepBeside(dataDir, now())
      putInPlace(path.join(aside, 'andon.db'), dataDir)
      return { contents, kept, ...madeReady }
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  } finally {
    release()
  }
}

/** Of one that was cut, what is left is removed by the next. */
const asideStart = 'restoring-'

function copyChecked(source: string, to: string): Contents {
  const way = 'Take another backup.'
  // SQLite takes an empty file for a new database.
  if (statSync(source).size === 0) throw new Error(`${source} is empty. ${way}`)
  try {
    copySqlite(source, to)
  } catch (error) {
    const isFull = (error as { code?: string }).code === 'SQLITE_FULL' // SQLite's
    throw openingError(isFull ? to : source, error, way)
  }
  return checkDatabase(to, roomMigrations, { way, called: source })
}

/** What pg_restore has put into a database, while nobody else is connected to it. */
async function makeServerReady(options: Parameters<typeof makeReady>[1]): Promise<Ready> {
  const { settings } = options
  const release = await holdData(settings)
  try {
    return await makeReady(settings, options)
  } finally {
    release()
  }
}

function reportOf({ contents, kept, ...ready }: Restored, source: string, settings: Settings): string {
  const last = contents.last === undefined ? '' : `, the last entry is of ${contents.last}`
  return `Restored: ${source} is now in ${settings.dataDir} (${formatCount(contents.runs, 'run')}${last}).
${kept === undefined ? 'There were no data before.' : `What was there before: ${kept}`}
${readyText(ready, settings)}`
}
