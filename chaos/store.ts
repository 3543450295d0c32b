import type { HistoryNote } from '../lib/contract/history'
import type { RecordProblem } from '../lib/contract/record-check'
import type { RunView } from '../lib/runs/run'
import { hashPassword } from '../server/accounts/secrets'
import type { AccountsTables } from '../server/accounts/tables'
import type { ConnectionsTables } from '../server/connections/stored'
import { checkRecord } from '../server/journal/check-record'
import type { JournalTables } from '../server/journal/tables'
import type { Deployment } from './deployment'

/** What the database says after a campaign. */
export type StoredRecord = {
  /** Oldest first. */
  runs: RunView[]
  notes: HistoryNote[]
  /** By connection: its name, and how its switch stands. */
  connections: { id: string; name: string; autoAnswer: boolean }[]
  /** Names of the display links. */
  links: string[]
  /** Steps of runs in the order in which they were written, with the life of a process that wrote each. */
  written: { run: string; at: number; writer: string; kind: string }[]
  /** What the check of the chain of rows finds. */
  problems: RecordProblem[]
}

/** Nobody guesses these passwords: hashing them takes a moment only. */
const passwordCost = { ln: 4, r: 8, p: 1 }

/** Makes accounts for the people of a campaign, before the console starts. */
export async function addPeople(
  deployment: Pick<Deployment, 'openStore'>,
  names: readonly string[],
  password: string,
): Promise<void> {
  const store = await deployment.openStore()
  const password_hash = await hashPassword(password, passwordCost)
  const at = Date.now()
  for (const username of names) {
    await store
      .tables<AccountsTables>()
      .insertInto('accounts')
      .values({ username, role: 'admin', password_hash, created_at: at, changed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await store.close()
}

/** The runs that are under way, while the console writes of them. */
export async function readUnderWay(deployment: Pick<Deployment, 'openStore'>): Promise<RunView[]> {
  const store = await deployment.openStore()
  try {
    return await store.journal.readUnfinishedRuns()
  } finally {
    await store.close()
  }
}

/** Reads everything back, as History reads it. */
export async function readRecord(deployment: Pick<Deployment, 'openStore'>): Promise<StoredRecord> {
  const store = await deployment.openStore()
  try {
    const runs: RunView[] = []
    const notes: HistoryNote[] = []
    for (let before: number | undefined, more = true; more;) {
      const page = await store.journal.readHistory({ limit: 200, ...(before === undefined ? {} : { before }) })
      runs.push(...page.runs)
      notes.push(...page.notes)
      before = page.nextBefore
      more = before !== undefined
    }
    const connections = await store.tables<ConnectionsTables>().selectFrom('connections').selectAll().execute()
    const links = await store.tables<AccountsTables>().selectFrom('display_tokens').select('name').execute()
    const written = await store
      .tables<JournalTables>()
      .selectFrom('journal')
      .select(['run', 'at', 'writer', 'kind'])
      .where('run', 'is not', null)
      .orderBy('seq')
      .execute()
    const { problems } = await checkRecord(store.database)
    return {
      runs: runs.toReversed(),
      notes: notes.toReversed(),
      connections: connections.map(({ id, name, auto_answer }) => ({ id, name, autoAnswer: Boolean(auto_answer) })),
      links: links.map(({ name }) => name),
      written: written.map(({ run, at, writer, kind }) => ({
        run: run ?? '',
        at: Date.parse(at),
        writer: writer ?? '',
        kind,
      })),
      problems,
    }
  } finally {
    await store.close()
  }
}
