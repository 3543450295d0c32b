import type { Compilable } from 'kysely'
import type { Contact, OpenQuestion } from '@/lib/signals/watched'
import { emptyState, type SignalState } from '@/lib/signals/advance'
import type { Group } from '@/lib/signals/groups'
import type { ConnectionId, QuestionKey } from '@/lib/vsphere/ids'
import type { SignalsDb } from './stored'

/**
 * What signals remember, a row for each entry. Entries are never changed, only replaced, so what has to be written is what
 * is another object than was written last.
 */
export type KeptState = {
  readonly state: SignalState
  /** What brings the rows up to date, and what to do when that is on the disk. */
  changes(): { statements: Compilable[]; written: () => void }
}

type Kind = 'q' | 'c' | 'g'

export async function readKept(db: SignalsDb): Promise<KeptState> {
  const state = emptyState()
  let kept = new Map<string, unknown>()
  for (const { name, value } of await db.selectFrom('signal_entries').selectAll().orderBy('name').execute()) {
    const entry: unknown = JSON.parse(value)
    kept.set(name, entry)
    const key = name.slice(1)
    // Written below, from these maps.
    if (name.startsWith('q')) state.questions.set(key as QuestionKey, entry as OpenQuestion)
    if (name.startsWith('c')) state.contacts.set(key as ConnectionId, entry as Contact)
    if (name.startsWith('g')) state.groups.set(key, entry as Group)
  }
  return {
    state,
    changes() {
      const present = new Map<string, unknown>()
      const add = (kind: Kind, entries: ReadonlyMap<string, unknown>) =>
        entries.forEach((value, key) => present.set(kind + key, value))
      add('q', state.questions)
      add('c', state.contacts)
      add('g', state.groups)
      const statements: Compilable[] = []
      for (const [name, value] of present)
        if (kept.get(name) !== value) statements.push(putting(db, name, JSON.stringify(value)))
      for (const name of kept.keys())
        if (!present.has(name)) statements.push(db.deleteFrom('signal_entries').where('name', '=', name))
      return { statements, written: () => (kept = present) }
    },
  }
}

const putting = (db: SignalsDb, name: string, value: string): Compilable =>
  db
    .insertInto('signal_entries')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))

/** The row of the journal that was turned into deliveries last; undefined: none ever was. */
export async function readPlace(db: SignalsDb): Promise<number | undefined> {
  const row = await db.selectFrom('signal_place').select('seq').where('id', '=', 1).executeTakeFirst()
  return row?.seq
}

export const puttingPlace = (db: SignalsDb, seq: number): Compilable =>
  db
    .insertInto('signal_place')
    .values({ id: 1, seq })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seq }))
