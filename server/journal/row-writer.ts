import { anchorRow, readAnchored, rowsBetweenAnchors } from './anchors'
import { beginningOf, linkAfter, newWriter, type Link } from './chain'
import type { Actor } from '@/lib/runs/actor'
import type { RunId } from '@/lib/vsphere/ids'
import type { Answer, Database, DatabaseAway, Statement } from './database'
import { runIdOf, type NewRow } from './entry'
import { createGroupCommit } from './group-commit'
import { linesOf } from './history-lines'
import { createNameKeeper, isForgotten } from './names'
import { probeRoom } from './probe-room'

/**
 * Gives a statement that fails when a row may no longer be written, by whoever asks: it goes into the row's batch, before
 * it. The row then rejects with its error; what others write at that moment is written. Undefined: it always may.
 * @param begins the run that the row begins.
 */
export type Fence = (begins: RunId | undefined) => Statement | undefined

type Before = Statement | Fence
type Write = { row: NewRow; before: readonly Before[] }
type Numbered = NewRow & { number: number | null }
type Written = Numbered & { seq: number }

/** Since when (ISO 8601) the journal cannot be written, and a sentence with the place, the cause and the way out. */
export type Paused = { since: string; sentence: string }

export type RowWriter = {
  /** @param before what goes into the row's batch before it: a fence, or what is true only together with the row. */
  write(row: NewRow, ...before: readonly Before[]): Promise<Written>
  /** The name is being forgotten: whoever is called so from now on is another one. */
  dropName(name: string): void
  /** Somebody else found that the database cannot be written. */
  notice(why: DatabaseAway): void
  /** What waits for the database does so no longer, and rejects. */
  stopWaiting(): void
}

/** What a person asks for, and what is not done yet. It is refused where it cannot be written now, so that nobody waits. */
const orders = ['requested', 'answer-sent', 'cancel-sent', 'confirmed', 'note', 'forgotten']
const isOrder = ({ kind, actor }: NewRow) => orders.includes(kind) && (JSON.parse(actor) as Actor).kind === 'person'

/**
 * That a task was begun: it is followed meanwhile, and what it asks at once takes the row along, in one commit with the
 * answer. Until it is written a run that is taken up looks for its task at the host.
 */
const isUnhurried = ({ kind }: NewRow) => kind === 'started'

const retryMs = 1_000

/**
 * Writes rows of the journal, in order: each is given its number where it opens a run, its references for names, and its
 * place in this writer's chain.
 * @param options.head what stands at the beginning of each batch that writes rows.
 * @param options.written told of rows, in order, when they are on the disk and before their promises resolve, which wait
 * for it.
 * @param options.leisureMs for how long a row that nobody waits for may wait for others to go along with; without it, for none.
 * @param options.paused told why nothing can be written, and when it can again.
 */
export function createRowWriter(options: {
  database: Pick<Database, 'batch' | 'dialect' | 'query'>
  head?: readonly Statement[]
  /** What stands at its end. */
  tail?: readonly Statement[]
  written: (rows: readonly Written[]) => void | Promise<void>
  leisureMs?: number | undefined
  paused: (why: DatabaseAway | undefined) => void
}): RowWriter {
  const { database, head = [], tail = [] } = options
  const names = createNameKeeper(database)
  /** Where the chain of this writer is, on the disk. */
  let last = beginningOf(newWriter())
  let nextAnchor = 0
  let tried: { count: number; onDisk: (seqOfRow: (index: number) => number) => Promise<Written[]> } | undefined

  async function writeTogether(writes: readonly Write[]): Promise<readonly Written[]> {
    tried = undefined
    const rows = await numbered(writes.map(({ row }) => row))
    const anchor = last.place >= nextAnchor ? [await anchorAt(rows[0]?.at ?? '')] : []
    const { stored, before, kept } = await names.take([...anchor, ...rows])
    const links = linksAfter(last, stored)
    const statements = [...head, ...before]
    const inserts = stored.map((row, index) => {
      for (const one of writes[index - anchor.length]?.before ?? []) {
        const guard = typeof one === 'function' ? one(opensRun(row) ? (row.run ?? undefined) : undefined) : one
        if (guard) statements.push(guard)
      }
      statements.push(insertOf(row, links[index]!)) // a link for each row
      const insert = statements.length - 1
      // Found by the names, and not by what stands in their place.
      const plain = rows[index - anchor.length]
      if (plain) statements.push(...linesOf(database.dialect, plain, row))
      return insert
    })
    const onDisk = async (seqOfRow: (index: number) => number): Promise<Written[]> => {
      last = links.at(-1) ?? last
      if (anchor.length > 0) nextAnchor = last.place + rowsBetweenAnchors
      kept()
      const written = rows.map((row, index) => ({ ...row, seq: seqOfRow(index + anchor.length) }))
      await options.written(written)
      return written
    }
    tried = { count: links.length, onDisk }
    const answers = await database.batch([...statements, ...tail]).catch((error: unknown) => {
      if (isForgotten(error)) return undefined
      throw error
    })
    if (!answers) {
      names.readAgain()
      return writeTogether(writes)
    }
    return onDisk((index) => seqOf(answers[inserts[index]!])) // one for each row
  }

  /** The batch that was tried last is found by its places in the chain. It may still be about to be written. */
  async function lookAgain(): Promise<readonly Written[] | undefined> {
    if (!tried) return undefined
    const { writer, place } = last
    const look = {
      sql: 'select seq from journal where writer = ? and place > ? order by place',
      parameters: [writer, place],
    }
    const found = (await database.batch([...head, look])).at(-1)?.rows ?? []
    return found.length === tried.count ? tried.onDisk((index) => Number(found[index]?.['seq'])) : undefined
  }

  const anchorAt = async (at: string): Promise<Numbered> => ({
    ...anchorRow(await readAnchored(database, last.writer), at),
    number: null,
  })

  async function numbered(rows: readonly NewRow[]): Promise<Numbered[]> {
    const openings = rows.filter(opensRun).length
    let number = openings === 0 ? 0 : await takeNumbers(openings)
    return rows.map((row) => {
      if (!opensRun(row)) return { ...row, number: null }
      number += 1
      return { ...row, number, run: runIdOf(number) }
    })
  }

  /** The number before the first that nobody else gets, in this process or another. One that is not used stays so. */
  async function takeNumbers(count: number): Promise<number> {
    const [answer] = await database.batch([{ sql: takesNumbers, parameters: [count] }])
    const taken = answer?.rows[0]?.['last']
    if (taken === undefined) throw new Error('the journal has no count of its runs')
    return Number(taken) - count
  }

  const commit = createGroupCommit<Write, Written>({
    writeTogether,
    lookAgain,
    probe: () => probeRoom(database),
    waits: ({ row }) => !isOrder(row),
    leisureMs: ({ row }) => (isUnhurried(row) ? (options.leisureMs ?? 0) : 0),
    onPause: options.paused,
    retryMs,
  })
  return {
    write: (row, ...before) => commit.write({ row, before }),
    dropName: (name) => names.drop(name),
    notice: (why) => commit.notice(why),
    stopWaiting: () => commit.stopWaiting(),
  }
}

const opensRun = ({ kind }: NewRow) => kind === 'requested'

function linksAfter(last: Link, rows: readonly Numbered[]): Link[] {
  const links: Link[] = []
  for (const row of rows) links.push(linkAfter(links.at(-1) ?? last, row))
  return links
}

const takesNumbers = 'update run_numbers set last = last + ? returning last'
const ofRow = ['at', 'kind', 'run', 'number', 'connection', 'vm', 'question', 'outcome', 'actor', 'payload'] as const
const columns = [...ofRow, 'writer', 'place', 'hash']
const inserts = `insert into journal (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) returning seq`

function insertOf(row: Numbered, { writer, place, hash }: Link): Statement {
  return { sql: inserts, parameters: [...ofRow.map((column) => row[column]), writer, place, hash] }
}

function seqOf(answer: Answer | undefined): number {
  const seq = answer?.rows[0]?.['seq']
  if (seq === undefined) throw new Error('the journal did not tell what it wrote')
  return Number(seq)
}
