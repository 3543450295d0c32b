import type { Kysely, Migration } from 'kysely'

/**
 * What came of wishes that programs gave a key to. `asked`: the hash of all that was asked for; `answer`: JSON of a
 * Result, null until it is known; `at`: when it was asked for, ms since the epoch.
 */
export type ProgramsTables = {
  program_wishes: { token: string; key: string; asked: string; answer: string | null; at: number }
}
export type ProgramsDb = Kysely<ProgramsTables>

export const programsMigrations: Record<string, Migration> = {
  '001-program-wishes': {
    async up(db) {
      await db.schema
        .createTable('program_wishes')
        .addColumn('token', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('asked', 'text', (column) => column.notNull())
        .addColumn('answer', 'text')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('program_wishes_pk', ['token', 'key'])
        .execute()
      await db.schema.createIndex('program_wishes_at').on('program_wishes').column('at').execute()
    },
  },
}
