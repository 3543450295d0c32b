import type { Generated, Kysely } from 'kysely'
import type { HistorySource } from '@/lib/contract/history'
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
  /** Its place in the chain of whoever wrote it: see ./chain.ts. Null: the row was put there by something else. */
  writer: string | null
  place: number | null
  hash: string | null
}

/**
 * A person's name, which stands beside the rows that refer to it: see ./names.ts. Without name and salt: it was
 * forgotten.
 */
export type NameRow = { id: string; name: string | null; salt: string | null }

/**
 * The lines of History, read off the journal as it is written: a run by its first row, or a row that is no run's. It
 * says nothing that the journal does not, and can be made again from it.
 */
export type HistoryRow = {
  /** Of its first row in the journal. */
  seq: number
  run: RunId | null
  connection: ConnectionId | null
  vm: VmKey | null
  outcome: string | null
  /** When it happened, by which History is ordered (ISO 8601, UTC): never later than it was written. */
  at: Generated<string>
  /** Null: an older version of Andon has written it beside this one, and the next start says it. */
  source: HistorySource | null
}

/** Somebody did something in a line of History: their reference in `names`, so that who is forgotten is nowhere here. */
export type HistoryPersonRow = { person: string; line: number; at: string }

/** A word by which a line of History is found. */
export type HistoryWordRow = { word: string; line: number }

/**
 * What holds for the journal itself. `keep-days`: for how many days it is kept. `room` stands there for a moment: see
 * ./probe-room.ts.
 */
export type JournalSettingRow = { name: 'keep-days' | 'overdue-minutes'; value: string }

export type JournalTables = {
  journal_settings: JournalSettingRow
  journal: JournalRow
  names: NameRow
  history: HistoryRow
  history_people: HistoryPersonRow
  history_words: HistoryWordRow
}
export type JournalDb = Kysely<JournalTables>
