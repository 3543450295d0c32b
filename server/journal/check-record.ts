import type { RecordCheck, RecordHead, RecordProblem } from '@/lib/contract/record-check'
import { anchoredOf } from './anchors'
import { beginningOf, linkAfter, type Link } from './chain'
import type { Database } from './database'
import { forgottenIn } from './forget-name'
import { isLineOfHistory } from './history-lines'
import { nameId, namesIn } from './names'
import { readRemoved } from './removed'
import type { JournalRow } from './tables'

const rowsAtATime = 500
const mostProblems = 20

type Row = JournalRow & { seq: number }
/** The end of a chain as it was met so far, and the row that is there. */
type End = Link & { seq: number }

/**
 * Goes through the whole record, row by row, and says whether it is what was written. It holds a portion of rows at a
 * time, and what it knows of each chain and name. What is written meanwhile is not looked at.
 * @param pause is waited for between portions; told how many rows have been looked at, of about how many.
 */
export async function checkRecord(
  database: Pick<Database, 'query'>,
  pause: (rows: number, of: number) => Promise<void> = nextTurn,
): Promise<RecordCheck> {
  const ask = async (sql: string, ...parameters: unknown[]) => (await database.query({ sql, parameters })).rows
  const newest = Number((await ask('select max(seq) as seq from journal'))[0]?.['seq'] ?? 0)
  const removed = await readRemoved(database)
  const ends = new Map<string, End>()
  const problems: RecordProblem[] = []
  let problemCount = 0
  let rows = 0
  let head: RecordHead | undefined
  const names = new Map<string, 'whole' | 'erased'>()
  /** Erased, by the row that refers to it first; `forgotten` are those of which a row says so. */
  const erased = new Map<string, number>()
  const forgotten = new Set<string>()

  function report(problem: RecordProblem): void {
    problemCount += 1
    if (problems.length < mostProblems) problems.push(problem)
  }

  /** Whether the row is as it was written, as far as its own chain tells. */
  function follow(row: Row): boolean {
    const { seq, writer, place, hash } = row
    const problem = problemOf(row)
    if (problem) report(problem)
    if (writer === null || place === null || hash === null || problem?.kind === 'misplaced') return false
    ends.set(writer, { writer, place, hash, seq })
    head = { writer, place, hash, row: seq, at: row.at }
    return !problem
  }

  function problemOf(row: Row): RecordProblem | undefined {
    const { seq, writer, place, hash } = row
    if (writer === null || place === null || hash === null) return { kind: 'unchained', row: seq }
    const end = ends.get(writer) ?? beginningOf(writer)
    if (place <= end.place) return { kind: 'misplaced', row: seq }
    const isNext = place === end.place + 1
    // A chain of which rows were removed goes on where they ended.
    const gone = isNext ? 0 : removed.countBetween(writer, end.place, place)
    const before = isNext ? end.hash : removed.hashBefore(writer, place)
    const missing = place - end.place - 1 - gone
    if (missing > 0 || before === undefined) return { kind: 'missing', before: seq, count: missing }
    const link = linkAfter({ writer, place: place - 1, hash: before }, row)
    return link.hash === hash ? undefined : { kind: 'changed', row: seq }
  }

  /** The chains of others are as this row found them. */
  async function compare(row: Row): Promise<void> {
    for (const { writer, place, hash } of anchoredOf(row)?.heads ?? []) {
      const end = ends.get(writer)
      const there = end?.place === place ? end.hash : end && end.place > place ? await hashAt(writer, place) : undefined
      const known = there === undefined ? removed.hashAt(writer, place) : there
      if (known === hash || known === null) continue
      if (known === undefined && (!end || end.place < place))
        report({ kind: 'cut', after: end?.seq, count: place - (end?.place ?? 0), heldBy: row.seq })
      else report({ kind: 'rewritten', heldBy: row.seq })
    }
  }

  const hashAt = async (writer: string, place: number) =>
    (await ask('select hash from journal where writer = ? and place = ?', writer, place))[0]?.['hash']

  async function lookAtNames(row: Row): Promise<void> {
    for (const id of namesIn(row)) {
      if (names.has(id)) continue
      const [found] = await ask('select name, salt from names where id = ?', id)
      if (!found) report({ kind: 'name-missing', row: row.seq })
      const { name, salt } = found ?? {}
      const isErased = found !== undefined && name === null
      if (isErased) erased.set(id, row.seq)
      else if (found && nameId(String(name), String(salt)) !== id) report({ kind: 'name-changed', row: row.seq })
      names.set(id, isErased ? 'erased' : 'whole')
    }
  }

  async function lookAtLines(portion: readonly Row[], first: number, last: number): Promise<void> {
    const wanted = portion.filter(isLineOfHistory).map(({ seq }) => seq)
    const found = new Set(
      (await ask('select seq from history where seq >= ? and seq <= ?', first, last)).map(({ seq }) => Number(seq)),
    )
    const [missing, ...more] = wanted.filter((seq) => !found.has(seq))
    if (missing !== undefined) report({ kind: 'not-in-history', row: missing, count: more.length + 1 })
  }

  const first = Number((await ask('select min(seq) as seq from journal'))[0]?.['seq'] ?? 1)
  for (let from = 0; ;) {
    const portion = (await ask(
      `select * from journal where seq > ? and seq <= ? order by seq limit ${rowsAtATime}`,
      from,
      newest,
    )) as Row[] // the columns of the table
    const end = portion.at(-1)
    if (!end) break
    for (const row of portion) {
      // What a row says of others counts only when it is itself as it was written.
      const isWhole = follow(row)
      if (isWhole && row.kind === 'anchored') await compare(row)
      if (isWhole && row.kind === 'forgotten') for (const id of forgottenIn(row)) forgotten.add(id)
      await lookAtNames(row)
    }
    await lookAtLines(portion, from + 1, end.seq)
    rows += portion.length
    from = end.seq
    await pause(rows, newest - first + 1)
  }
  for (const [id, row] of erased) if (!forgotten.has(id) && removed.rows === 0) report({ kind: 'name-erased', row })
  return {
    rows,
    problems,
    problemCount,
    ...(head && { head }),
    writers: ends.size,
    removed: removed.rows,
    forgotten: erased.size,
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
