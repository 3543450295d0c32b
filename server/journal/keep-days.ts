import { formatCount } from '@/lib/format/quantity'
import type { Statement } from './database'
import type { JournalDb } from './tables'

const name = 'keep-days'

export async function readKeepDays(db: JournalDb): Promise<number | undefined> {
  const row = await db.selectFrom('journal_settings').select('value').where('name', '=', name).executeTakeFirst()
  return row && Number(row.value)
}

export const keepsFor = (days: number | undefined): Statement =>
  days === undefined
    ? { sql: 'delete from journal_settings where name = ?', parameters: [name] }
    : {
        sql: 'insert into journal_settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
        parameters: [name, String(days)],
      }

export const keepText = (days: number | undefined): string =>
  days === undefined
    ? 'History is kept for ever'
    : `History is kept for ${formatCount(days, 'day')}; what is older is removed`
