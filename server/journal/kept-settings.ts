import { formatCount } from '@/lib/format/quantity'
import { usualOverdueMinutes } from '@/lib/live/overdue'
import type { Statement } from './database'
import type { JournalDb, JournalSettingRow } from './tables'

/** What is set for all, and stands in the record when it is changed. */
type KeptSetting = JournalSettingRow['name']

async function readNumber(db: JournalDb, name: KeptSetting): Promise<number | undefined> {
  const row = await db.selectFrom('journal_settings').select('value').where('name', '=', name).executeTakeFirst()
  return row && Number(row.value)
}

/** For how many days the record is kept; undefined: for ever. */
export const readKeepDays = (db: JournalDb): Promise<number | undefined> => readNumber(db, 'keep-days')

/** After how many minutes a question that waits is overdue. */
export const readOverdueMinutes = async (db: JournalDb): Promise<number> =>
  (await readNumber(db, 'overdue-minutes')) ?? usualOverdueMinutes

export const setsNumber = (name: KeptSetting, value: number | undefined): Statement =>
  value === undefined
    ? { sql: 'delete from journal_settings where name = ?', parameters: [name] }
    : {
        sql: 'insert into journal_settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
        parameters: [name, String(value)],
      }

export const keepText = (days: number | undefined): string =>
  days === undefined
    ? 'History is kept for ever'
    : `History is kept for ${formatCount(days, 'day')}; what is older is removed`

export const overdueText = (minutes: number): string => `A question is overdue after ${formatCount(minutes, 'minute')}`
