import type { Selectable } from 'kysely'
import type { Answer, Database, DialectName, Statement } from './database'
import { runIdOf, type NewRow } from './entry'
import { createGroupCommit } from './group-commit'
import { linesOf } from './history-lines'
import type { JournalRow } from './tables'

/**
 * A statement that fails when a row may no longer be written, by whoever asks: it goes into the row's batch, before it.
 * The row then rejects with its error; what others write at that moment is written.
 */
export type Fence = Statement

type Write = { row: NewRow; fence?: Fence | undefined }
type Written = Selectable<JournalRow>

/**
 * Writes rows of the journal, in order. A row that opens a run is given its number before it is inserted; where that
 * insert fails, the number is never used.
 * @param options.head what stands at the beginning of each batch that writes rows.
 * @param options.written told of each row, in order, when it is on the disk and before its promise resolves.
 */
export function createRowWriter(options: {
  database: Pick<Database, 'batch' | 'dialect'>
  head?: readonly Statement[]
  written: (row: Written) => void
}): (row: NewRow, fence?: Fence) => Promise<Written> {
  const { database, head = [] } = options

  async function writeTogether(writes: readonly Write[]): Promise<readonly Written[]> {
    const rows = await numbered(writes.map(({ row }) => row))
    const parts = rows.map((row, index) => statementsOf(database.dialect, row, writes[index]?.fence))
    const answers = await database.batch([...head, ...parts.flatMap(({ statements }) => statements)])
    let from = head.length
    const written = parts.map(({ statements, insert }, index) => {
      const answer = answers[from + insert]
      from += statements.length
      return { ...rows[index]!, seq: seqOf(answer) } // a part for each row
    })
    for (const row of written) options.written(row)
    return written
  }

  async function numbered(rows: readonly NewRow[]): Promise<Omit<Written, 'seq'>[]> {
    const openings = rows.filter(opensRun).length
    let number = openings === 0 ? 0 : await takeNumbers(openings)
    return rows.map((row) => {
      if (!opensRun(row)) return { ...row, number: null }
      number += 1
      return { ...row, number, run: runIdOf(number) }
    })
  }

  /** The number before the first that nobody else gets, in this process or another. */
  async function takeNumbers(count: number): Promise<number> {
    const [answer] = await database.batch([{ sql: takesNumbers, parameters: [count] }])
    const last = answer?.rows[0]?.['last']
    if (last === undefined) throw new Error('the journal has no count of its runs')
    return Number(last) - count
  }

  const commit = createGroupCommit(writeTogether)
  return (row, fence) => commit({ row, fence })
}

const opensRun = ({ kind }: NewRow) => kind === 'requested'

const takesNumbers = 'update run_numbers set last = last + ? returning last'
const columns = ['at', 'kind', 'run', 'number', 'connection', 'vm', 'question', 'outcome', 'actor', 'payload'] as const
const inserts = `insert into journal (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) returning seq`

function statementsOf(dialect: DialectName, row: Omit<Written, 'seq'>, fence: Fence | undefined) {
  const guards = fence ? [fence] : []
  const insert: Statement = { sql: inserts, parameters: columns.map((column) => row[column]) }
  return { statements: [...guards, insert, ...linesOf(dialect, row)], insert: guards.length }
}

function seqOf(answer: Answer | undefined): number {
  const seq = answer?.rows[0]?.['seq']
  if (seq === undefined) throw new Error('the journal did not tell what it wrote')
  return Number(seq)
}
