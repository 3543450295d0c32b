import type { Generated, Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import type { ConnectionId, QuestionKey, RunId, VmKey } from '@/lib/vsphere/ids'

/**
 * One thing that happened, or is about to. Rows are never changed. `kind` is a step's kind, or `note`; `actor` and
 * `payload` are JSON. `number` and `outcome` repeat what the payload says, where a search needs it.
 */
export type JournalRow = {
  seq: Generated<number>
  /** ISO 8601 */
  at: string
  kind: string
  run: RunId | null
  number: number | null
  connection: ConnectionId | null
  vm: VmKey | null
  question: QuestionKey | null
  outcome: string | null
  actor: string
  payload: string
}

export type JournalTables = { journal: JournalRow }
export type JournalDb = Kysely<JournalTables>

export const journalMigrations: Record<string, Migration> = {
  '001-journal': {
    async up(db) {
      await db.schema
        .createTable('journal')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('run', 'text')
        .addColumn('number', 'integer', (column) => column.unique())
        .addColumn('connection', 'text')
        .addColumn('vm', 'text')
        .addColumn('question', 'text')
        .addColumn('outcome', 'text')
        .addColumn('actor', 'text', (column) => column.notNull())
        .addColumn('payload', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('journal_run').on('journal').columns(['run', 'kind']).execute()
      await db.schema.createIndex('journal_kind').on('journal').columns(['kind', 'seq']).execute()
      await db.schema.createIndex('journal_vm').on('journal').columns(['vm', 'seq']).execute()
      await db.schema.createIndex('journal_outcome').on('journal').columns(['outcome', 'at']).execute()
      // What happened stays as it was written, whoever holds the connection.
      for (const change of ['update', 'delete'])
        await sql
          .raw(
            `create trigger journal_no_${change} before ${change} on journal begin select raise(abort, 'the journal is append-only'); end`,
          )
          .execute(db)
    },
  },
  '002-journal-question': {
    async up(db) {
      await db.schema.createIndex('journal_question').on('journal').columns(['question', 'seq']).execute()
    },
  },
}
