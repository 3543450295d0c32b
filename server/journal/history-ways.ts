import { sql, type SelectQueryBuilder } from 'kysely'
import type { HistoryFilter } from '@/lib/contract/history'
import { ofKey } from '@/lib/contract/entry'
import type { ConnectionId, RunId } from '@/lib/vsphere/ids'
import { referencesOf } from './forget-name'
import { forgottenName } from './names'
import type { JournalDb, JournalTables } from './tables'
import { wordsAsked } from './words'

/** So many lines are gathered and put in order; of words that more lines have, the newest are found by looking. */
const gathered = 10_000

type Lines = SelectQueryBuilder<
  JournalTables & { line: JournalTables['history'] },
  'line',
  { seq: number; run: RunId | null; at: string }
>

/**
 * The queries that together find the lines of a filter. Each gives them in their order off an index: of several sources, or
 * several references of one person, each has its own, since an index is in order for one value only.
 */
export async function waysOf(
  db: JournalDb,
  filter: HistoryFilter,
  only: readonly ConnectionId[] | undefined,
): Promise<Lines[]> {
  const { source, person, vm, text } = filter
  const end = filter.before === undefined ? undefined : await placeBefore(db, filter.before)
  if (end === 'none') return []
  const words = text?.trim() ? await rarestFirst(db, wordsAsked(text)) : undefined
  if (words?.length === 0 || words?.[0]?.lines === 0) return []
  const people = person === undefined ? undefined : await idsOf(db, person)
  if (people?.length === 0) return []

  const within = (lines: Lines): Lines => {
    let query = lines
    if (only !== undefined) query = query.where('line.connection', 'in', only)
    if (filter.from !== undefined) query = query.where('line.at', '>=', filter.from)
    if (filter.to !== undefined) query = query.where('line.at', '<', filter.to)
    return end === undefined ? query : query.where(sql<boolean>`(line.at, line.seq) < (${end.at}, ${end.seq})`)
  }
  const all: Lines = db.selectFrom('history as line').select(['line.seq', 'line.run', 'line.at'])
  let query = within(all)
  if (vm !== undefined) query = query.where('line.vm', '=', vm)
  if (filter.connection !== undefined) query = query.where('line.connection', '=', filter.connection)
  if (filter.outcome !== undefined) query = query.where('line.outcome', '=', filter.outcome)
  for (const [place, { word, lines }] of (words ?? []).entries()) {
    const having = db.selectFrom('history_words as w').select('w.line').where(beginsWith(word))
    query =
      place === 0 && lines <= gathered
        ? query.where('line.seq', 'in', having)
        : query.where((eb) => eb.exists(having.where(sql<boolean>`w.line = line.seq`)))
  }
  const whose = people === undefined ? [query] : await Promise.all(people.map((id) => ofPerson(db, query, id)))
  const ways = whose.flatMap((of) =>
    source === undefined ? [of] : [...new Set(source)].map((one) => of.where('line.source', '=', one)),
  )
  // What nobody saw of a connection may have been about the VM.
  const isOfVmAlone = vm !== undefined && people === undefined && words === undefined && filter.outcome === undefined
  const [connection] = vm === undefined ? [] : ofKey(vm)
  if (isOfVmAlone && connection !== undefined && (source === undefined || source.includes('gap')))
    ways.push(within(all).where('line.connection', '=', connection).where('line.source', '=', 'gap'))
  return ways
}

/** Those who were forgotten have one name in common. */
async function idsOf(db: JournalDb, person: string): Promise<string[]> {
  const found =
    person === forgottenName
      ? await db.selectFrom('names').select('id').where('name', 'is', null).execute()
      : await referencesOf(db, person)
  return found.map(({ id }) => id)
}

/** Where a page goes on; `none`: what it would go on after was removed with all that is older. */
async function placeBefore(db: JournalDb, before: number): Promise<{ at: string; seq: number } | 'none'> {
  const line = await db
    .selectFrom('history')
    .select('at')
    .where('seq', '<=', before)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line ? { at: line.at, seq: before } : 'none'
}

/** Few lines are gathered and put in order; of many, the newest are found by looking, from the newest of all on. */
async function ofPerson(db: JournalDb, lines: Lines, person: string): Promise<Lines> {
  const theirs = db.selectFrom('history_people as p').where('p.person', '=', person)
  if ((await countedUpTo(db, theirs.select('p.line as line'))) <= gathered)
    return lines.where('line.seq', 'in', theirs.select('p.line'))
  return lines
    .where(
      'line.at',
      '<=',
      theirs.select(({ fn }) => fn.max('p.at').as('newest')),
    )
    .where((eb) =>
      eb.exists(
        theirs
          .select('p.line')
          .where(sql<boolean>`p.at = line.at`)
          .where(sql<boolean>`p.line = line.seq`),
      ),
    )
}

/** The words with how many lines have them, counted as far as it matters, the rarest first. */
async function rarestFirst(db: JournalDb, words: readonly string[]) {
  const counted = words.map(async (word) => {
    const some = db.selectFrom('history_words as w').select('w.line as line').where(beginsWith(word))
    return { word, lines: await countedUpTo(db, some) }
  })
  return (await Promise.all(counted)).toSorted((a, b) => a.lines - b.lines)
}

/** How many there are, as far as it matters. */
async function countedUpTo<Tables, Table extends keyof Tables>(
  db: JournalDb,
  some: SelectQueryBuilder<Tables, Table, { line: number }>,
): Promise<number> {
  const { lines } = await db
    .selectFrom(some.limit(gathered + 1).as('some'))
    .select(({ fn }) => fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()
  return lines
}

/** Words are kept in the order of their code points, so those with one beginning stand together. */
const beginsWith = (word: string) => sql<boolean>`(w.word >= ${word} and w.word < ${word + '\u{10FFFF}'})`
