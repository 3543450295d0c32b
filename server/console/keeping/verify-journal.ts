import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterBroken, headText, problemSentence, type RecordCheck } from '@/lib/contract/record-check'
import { formatCount } from '@/lib/format/quantity'
import { checkRecord } from '../../journal/check-record'
import { openingError } from '../../journal/data-file'
import type { Database } from '../../journal/database'
import { openHere } from '../../journal/open-database'
import { openPostgres } from '../../journal/postgres'
import { readRemoved } from '../../journal/removed'
import { settingsFrom } from '../settings'
import { asItsOwner, Misused, onlyPath, readLine, type Command } from './command'

export const verifyJournal: Command = {
  help: `Goes through the whole record of runs, answers and settings, while the console runs or on a copy, and says whether it is
what Andon wrote: that no row was changed, taken out, put in or moved, and no name of a person was changed.

Usage: npm run journal:verify -- [<file or folder>] [--head <head>]

  <file or folder>  a database of SQLite, a backup of one, or the folder that holds it; else what ANDON_DATA (.data) or
                    DATABASE_URL names
  --head <head>     what an earlier check gave as the head: that everything up to there is still the same
  --help            this text

Ends with 0 when the record holds, with 1 when it does not or cannot be read.
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, { head: { type: 'string' } })
    const head = values.head === undefined ? undefined : headFrom(values.head)
    const { dataDir, databaseUrl } = settingsFrom(around.env)
    const isServer = positionals.length === 0 && databaseUrl !== undefined
    const file = isServer
      ? undefined
      : fileOf(positionals.length === 0 ? dataDir : onlyPath(positionals, 'one file', around))
    const database = file === undefined ? await openPostgres(databaseUrl ?? '') : openFile(file)
    try {
      await requireChain(database, file)
      const check = await checkRecord(database)
      const moved = head && (await whatBecameOf(head, database))
      if (check.problemCount > 0 || moved !== undefined) throw new Error(brokenText(check, moved))
      return holdsText(check)
    } finally {
      await database.close()
    }
  },
}

const fileOf = (given: string): string =>
  statSync(given, { throwIfNoEntry: false })?.isDirectory() ? path.join(given, 'andon.db') : given

function openFile(file: string): Database {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  asItsOwner(path.dirname(file))
  try {
    return openHere(file)
  } catch (error) {
    throw openingError(file, error)
  }
}

async function requireChain(database: Database, file = 'The database'): Promise<void> {
  const { rows } = await database
    .query({ sql: `select name from migrations where name = '005-chain'`, parameters: [] })
    .catch((error: unknown) =>
      Promise.reject(new Error(`${file} is no database of Andon, or is damaged.`, { cause: error })),
    )
  if (rows.length === 0)
    throw new Error(
      `${file} is of a version that kept no chain of its rows. Start this version on it once; it is checked from then on.`,
    )
}

type Head = { writer: string; place: number; hash: string }

function headFrom(text: string): Head {
  const [, writer, place, hash] = /^([\w-]+):(\d+):([\w-]{43})$/.exec(text) ?? []
  if (writer === undefined || place === undefined || hash === undefined)
    throw new Misused('--head wants what an earlier check gave, like 9f86d081884c7d659a2feaa0:12:yxe13R….')
  return { writer, place: Number(place), hash }
}

/** Undefined: it is there as it was. */
async function whatBecameOf({ writer, place, hash }: Head, database: Database): Promise<string | undefined> {
  const { rows } = await database.query({
    sql: 'select hash from journal where writer = ? and place = ?',
    parameters: [writer, place],
  })
  const [row] = rows
  const gone = row ? undefined : (await readRemoved(database)).hashAt(writer, place)
  if (gone === hash || gone === null) return undefined
  if (!row)
    return 'The head that was given is not in it: what was written up to there was cut off, or is older than a backup that was brought back.'
  return row['hash'] === hash
    ? undefined
    : 'The head that was given has another hash by now: what was before it was written anew.'
}

function holdsText({ rows, head, writers, removed, forgotten }: RecordCheck): string {
  const also = [
    ...(removed > 0 ? [`${formatCount(removed, 'row')} were removed because of their age, and are vouched for.`] : []),
    ...(forgotten > 0 ? [`${formatCount(forgotten, 'name')} of people were forgotten.`] : []),
  ]
  const end = head
    ? `
It ends with row ${head.row} of ${head.at}. Its head is

    ${headText(head)}

Keep that elsewhere: with --head it proves later that nothing up to there was cut off or written anew.`
    : ''
  return `${[`The record holds: ${formatCount(rows, 'row')} of ${formatCount(writers, 'writer')}, none changed.`, ...also].join(' ')}${end}
`
}

function brokenText({ rows, problems, problemCount }: RecordCheck, moved: string | undefined): string {
  const found = [...problems.map(problemSentence), ...(moved === undefined ? [] : [moved])]
  const more = problemCount > problems.length ? [`And ${problemCount - problems.length} more.`] : []
  return `The record of ${formatCount(rows, 'row')} does not hold.

${[...found, ...more].map((line) => `  ${line}`).join('\n')}

${afterBroken}`
}
