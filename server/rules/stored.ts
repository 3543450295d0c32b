import type { Kysely, Migration } from 'kysely'
import type { StoredRule } from '@/lib/rules/rule'

/**
 * All rules as they were from one change to the next; `rules` is JSON. A change is a new row whose number follows the last
 * one, so that of two people who change them at the same moment the second is told.
 */
type RuleSetRow = { version: number; rules: string }

export type RulesTables = { rule_sets: RuleSetRow }
export type RulesDb = Kysely<RulesTables>

export type RuleSet = { version: number; rules: readonly StoredRule[] }

export async function readRuleSet(db: RulesDb): Promise<RuleSet> {
  const last = await db.selectFrom('rule_sets').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (!last) return { version: 0, rules: [] }
  return { version: last.version, rules: JSON.parse(last.rules) as StoredRule[] } // written by writeRuleSet
}

/** @returns false when somebody else has stored this version meanwhile. */
export async function writeRuleSet(db: RulesDb, { version, rules }: RuleSet): Promise<boolean> {
  const inserted = await db
    .insertInto('rule_sets')
    .values({ version, rules: JSON.stringify(rules) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .execute()
  if (inserted.length === 0) return false
  // What held before stands in the runs that began under it.
  await db.deleteFrom('rule_sets').where('version', '<', version).execute()
  return true
}

export const rulesMigrations: Record<string, Migration> = {
  '001-rules': {
    async up(db) {
      await db.schema
        .createTable('rule_sets')
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('rules', 'text', (column) => column.notNull())
        .execute()
    },
  },
}
