import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { formatCount } from '@/lib/format/quantity'
import { endWhatWasOpen } from '../../accounts/after-restore'
import type { AccountsTables } from '../../accounts/tables'
import { createSecretBox } from '../../connections/secret-box'
import { keyFile, presentKeys } from '../../connections/secret-key'
import { createConnectionStore, type ConnectionsTables } from '../../connections/stored'
import { openingError } from '../../journal/data-file'
import { checkDatabase, copySqlite, type Contents } from '../../journal/sqlite-copy'
import type { Store } from '../../journal/store'
import { openData, roomMigrations } from '../open-data'
import { settingsFrom, type Settings } from '../settings'
import { onlyPath, readLine, type Command } from './command'
import { holdData } from './hold-data'
import { keepBeside, putInPlace } from './put-in-place'

export const restore: Command = {
  help: `Puts a backup in the place of the data, while the console is stopped. What was there is kept beside it.

Usage: npm run restore -- <file> [--keep-display-links]

  <file>                what "npm run backup" has written
  --keep-display-links  links of displays work as they did; one that was revoked after the backup works again
  --help                this text

Everybody has to sign in again, and accounts are as they were then. Runs that had not ended are looked up at their hosts
when the console starts; nothing is started a second time. The data are those of ANDON_DATA (.data).
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, { 'keep-display-links': { type: 'boolean', default: false } })
    const source = onlyPath(positionals, 'one file', around)
    const settings = settingsFrom(around.env)
    if (settings.databaseUrl !== undefined)
      throw new Error(
        'The data are on PostgreSQL (DATABASE_URL): bring them back with pg_restore, as docs/operating.md says.',
      )
    const done = await bringBack(source, {
      settings,
      now: around.now,
      keepLinks: values['keep-display-links'],
      by: userInfo().username,
    })
    return reportOf(done, source, settings)
  },
}

type Restored = {
  contents: Contents
  /** Where what was there before is now. */
  kept: string | undefined
  sessions: number
  /** Names of display links that work no more. */
  links: string[]
  unfinished: number
  /** Names of connections whose passwords the present key does not open. */
  shut: string[]
  hasKey: boolean
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
      const madeReady = await makeReady(aside, { contents, settings, now, keepLinks, by })
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

type Ready = Omit<Restored, 'contents' | 'kept'>

/** What has gone on since the backup is not in it, and must not be undone by it. */
async function makeReady(aside: string, about: About): Promise<Ready> {
  const store = await openData({ dataDir: aside, now: about.now })
  try {
    return await forgetSince(store, about)
  } finally {
    await store.close()
  }
}

type About = { contents: Contents; settings: Settings; now: () => number; keepLinks: boolean; by: string }

async function forgetSince(store: Store, { contents, settings, keepLinks, by }: About): Promise<Ready> {
  const { journal } = store
  const until = contents.last ?? new Date(0).toISOString()
  const since = contents.last === undefined ? 'before anything was done' : `with ${until} as its last entry`
  await journal.note({ by, text: `Restored from a backup ${since}. What was done after it is not in this journal` })
  const unfinished = (await journal.readUnfinishedRuns()).filter(({ state }) => state.at !== 'ended')
  for (const { id, connection } of unfinished)
    await journal.append({ run: id, connection, actor: { kind: 'andon' }, event: { kind: 'restored', until } })
  const { sessions, displayLinks } = await endWhatWasOpen(store.tables<AccountsTables>(), {
    keepDisplayLinks: keepLinks,
  })
  const keys = await presentKeys(settings.dataDir, settings.secretKey)
  // Without a key there is nothing that could open them.
  const box = createSecretBox(keys ?? [Buffer.alloc(32)])
  const { shut } = await createConnectionStore(store.tables<ConnectionsTables>(), box).openAll()
  return {
    sessions,
    links: displayLinks,
    unfinished: unfinished.length,
    shut,
    hasKey: keys !== undefined,
  }
}

function reportOf(done: Restored, source: string, { dataDir, secretKey }: Settings): string {
  const { contents, kept, sessions, links, unfinished, shut, hasKey } = done
  const key = secretKey === undefined ? keyFile(dataDir) : 'ANDON_SECRET_KEY'
  const lines = [
    `Restored: ${source} is now in ${dataDir} (${formatCount(contents.runs, 'run')}${contents.last === undefined ? '' : `, the last entry is of ${contents.last}`}).`,
    kept === undefined ? 'There were no data before.' : `What was there before: ${kept}`,
    `${formatCount(sessions, 'session')} ended: everybody signs in again. Accounts and passwords are as they were at the backup: look through them in Settings.`,
    ...(links.length === 0
      ? []
      : [`These display links work no more; make them anew in Settings: ${links.join(', ')}`]),
    ...(unfinished === 0
      ? []
      : [
          `${formatCount(unfinished, 'run')} had not ended. Andon looks them up at the hosts when it starts, and starts none again.`,
        ]),
    ...(shut.length === 0
      ? []
      : [
          hasKey
            ? `The passwords of these connections were sealed with another key than the present one (${key}): ${shut.join(', ')}. Put the key of then there before the start, or enter the passwords anew in Settings.`
            : `There is no key at ${key}, so these connections have no password: ${shut.join(', ')}. Put the key of then there before the start, or enter the passwords anew in Settings.`,
        ]),
  ]
  return `${lines.join('\n')}\n`
}
