import { sql, type Migration } from 'kysely'
import { bringIntoChain } from './bring-into-chain'
import { placeLines, writeAllLines } from './history-places'
import { leaseEndMigration, leaseMigration } from './lease-statements'
import { columnTypes, dialectOf, liftAppendOnly, makeAppendOnly, timeOfRow } from './sql-dialect'

/** @param progress hears how far one is that takes long. */
export const journalMigrations = (progress: (text: string) => void): Record<string, Migration> => ({
  '001-journal': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      const counts = dialectOf(db) === 'postgres' ? 'generatedByDefaultAsIdentity' : 'autoIncrement'
      await db.schema
        .createTable('journal')
        .addColumn('seq', whole, (column) => column.primaryKey()[counts]())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('run', text)
        .addColumn('number', whole, (column) => column.unique())
        .addColumn('connection', text)
        .addColumn('vm', text)
        .addColumn('question', text)
        .addColumn('outcome', text)
        .addColumn('actor', text, (column) => column.notNull())
        .addColumn('payload', text, (column) => column.notNull())
        .execute()
      await db.schema.createIndex('journal_run').on('journal').columns(['run', 'kind']).execute()
      await db.schema.createIndex('journal_kind').on('journal').columns(['kind', 'seq']).execute()
      await db.schema.createIndex('journal_vm').on('journal').columns(['vm', 'seq']).execute()
      await db.schema.createIndex('journal_outcome').on('journal').columns(['outcome', 'at']).execute()
      // What happened stays as it was written.
      await makeAppendOnly(db, 'journal')
    },
  },
  '002-journal-question': {
    async up(db) {
      await db.schema.createIndex('journal_question').on('journal').columns(['question', 'seq']).execute()
    },
  },
  '003-history': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      await db.schema
        .createTable('history')
        .addColumn('seq', whole, (column) => column.primaryKey())
        .addColumn('run', text, (column) => column.unique())
        .addColumn('connection', text)
        .addColumn('vm', text)
        .addColumn('outcome', text)
        .execute()
      await db.schema
        .createIndex('history_connection')
        .on('history')
        .columns(['connection', 'outcome', 'seq'])
        .execute()
      await db.schema.createIndex('history_vm').on('history').columns(['vm', 'outcome', 'seq']).execute()
      await db.schema.createIndex('history_outcome').on('history').columns(['outcome', 'seq']).execute()
      await db.schema
        .createTable('history_words')
        .addColumn('word', text, (column) => column.notNull())
        .addColumn('line', whole, (column) => column.notNull())
        .addPrimaryKeyConstraint('history_words_pk', ['word', 'line'])
        .$call((table) => (dialectOf(db) === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
        .execute()
      await db.schema.createIndex('history_words_line').on('history_words').columns(['line', 'word']).execute()
      await writeAllLines(db)
    },
  },
  '004-run-numbers': {
    async up(db) {
      await db.schema
        .createTable('run_numbers')
        .addColumn('last', columnTypes(db).whole, (column) => column.notNull())
        .execute()
      await sql`insert into run_numbers (last) select coalesce(max(number), 0) from journal`.execute(db)
    },
  },
  '005-chain': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      for (const [column, type] of [
        ['writer', text],
        ['place', whole],
        ['hash', text],
      ] as const)
        await db.schema.alterTable('journal').addColumn(column, type).execute()
      await db.schema
        .createTable('names')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('name', text)
        .addColumn('salt', text)
        .execute()
      await liftAppendOnly(db, 'journal')
      await bringIntoChain(db, progress)
      await makeAppendOnly(db, 'journal')
      await db.schema.createIndex('journal_place').unique().on('journal').columns(['writer', 'place']).execute()
    },
  },
  '010-replicas': leaseMigration,
  '011-lease-ends': leaseEndMigration,
  '011-retention': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      await db.schema
        .createTable('removing')
        .addColumn('seq', whole, (column) => column.primaryKey())
        .execute()
      await db.schema
        .createTable('journal_settings')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('value', text, (column) => column.notNull())
        .execute()
      await liftAppendOnly(db, 'journal')
      await makeAppendOnly(db, 'journal', { but: 'removing' })
    },
  },
  '012-history-places': {
    async up(db) {
      const { text, whole } = columnTypes(db)
      await db.schema
        .alterTable('history')
        .addColumn('at', text, (column) => column.notNull().defaultTo(timeOfRow(db)))
        .execute()
      await db.schema.alterTable('history').addColumn('source', text).execute()
      await db.schema
        .createTable('history_people')
        .addColumn('person', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('line', whole, (column) => column.notNull())
        .addPrimaryKeyConstraint('history_people_pk', ['person', 'at', 'line'])
        .$call((table) => (dialectOf(db) === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
        .execute()
      await sql`create index history_unplaced on history (seq) where source is null`.execute(db)
      await placeLines(db, progress)
      await db.schema.createIndex('history_people_line').on('history_people').column('line').execute()
      for (const old of ['history_connection', 'history_vm', 'history_outcome'])
        await db.schema.dropIndex(old).execute()
      for (const [name, columns] of Object.entries({
        history_at: [],
        history_source_at: ['source'],
        history_connection_at: ['connection'],
        history_connection_source_at: ['connection', 'source'],
        history_connection_outcome_at: ['connection', 'outcome'],
        history_vm_at: ['vm'],
        history_outcome_at: ['outcome'],
      }))
        await db.schema
          .createIndex(name)
          .on('history')
          .columns([...columns, 'at', 'seq'])
          .execute()
      await sql`create index history_open on history (run) where outcome is null and run is not null`.execute(db)
    },
  },
})
