/** For tests: a data directory with something of everything in it, and the programs that look after it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, type ConnectionId } from '@/lib/vsphere/ids'
import { createAccounts } from '../../../accounts/accounts'
import type { AccountsTables } from '../../../accounts/tables'
import { createSecretBox } from '../../../connections/secret-box'
import { secretKeys } from '../../../connections/secret-key'
import { createConnectionStore, type ConnectionsTables } from '../../../connections/stored'
import type { Store } from '../../../journal/store'
import { writeBack } from '../../../journal/sqlite-copy'
import { connection, opening, person, vm } from '../../../journal/testing/journal-rig'
import { openData } from '../../open-data'
import type { Command } from '../command'

export const adminPassword = 'a password of long ago'
const passwordCost = { ln: 4, r: 8, p: 1 }

export type KeptData = Awaited<ReturnType<typeof keptData>>

/** @param env beside `ANDON_DATA`, for everything that is done with it. */
export async function keptData(env: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'andon-keeping-'))
  let dataDir = path.join(folder, 'data-0')
  let lives = 0
  mkdirSync(dataDir)
  let clock = Date.UTC(2026, 10, 28, 23, 0, 0)
  const now = () => (clock += 1_000)
  const open: Store[] = []

  /**
   * The rooms that keep something, over the data as they are now: in a new directory each time. A connection of this
   * process lives on for a while after it was closed, and would take away the log of a file that was exchanged.
   */
  async function rooms(settings = env) {
    lives += 1
    const next = path.join(folder, `data-${lives}`)
    const present = path.join(dataDir, 'andon.db')
    if (existsSync(present)) writeBack(present)
    cpSync(dataDir, next, { recursive: true, filter: (name) => !/andon\.db-(wal|shm)$/.test(name) })
    dataDir = next
    const store = await openData({ dataDir: next, now })
    open.push(store)
    const box = createSecretBox(await secretKeys(dataDir, settings.ANDON_SECRET_KEY))
    return {
      journal: store.journal,
      tables: () => store.tables(),
      close: () => store.close(),
      accounts: createAccounts({
        db: store.tables<AccountsTables>(),
        now,
        passwordCost,
        box,
        note: async (note) => void (await store.journal.note(note)),
      }),
      connections: createConnectionStore(store.tables<ConnectionsTables>(), box),
    }
  }

  return {
    folder,
    /** Where the data are now. */
    dataDir: () => dataDir,
    now,
    rooms,
    /** Runs a program as its command line would. */
    run: (command: Command, args: string[], more: Record<string, string> = {}) =>
      command.run(args, { env: { ANDON_DATA: dataDir, ...env, ...more }, folder, now }),
    /** An account, two connections, and a run with these steps. */
    async fill(steps: StepEvent[] = []) {
      const { journal, accounts, connections, close } = await rooms()
      await accounts.prepare(adminPassword)
      for (const name of ['esx-01', 'esx-02']) await connections.insert(aConnection(name), `password of ${name}`)
      const { run } = await journal.openRun(opening())
      for (const event of steps) await journal.append({ run, connection, vm, actor: person, event })
      await close()
      return run
    },
    /** Half of the database is gone. */
    spoil() {
      const file = path.join(dataDir, 'andon.db')
      writeBack(file)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.fill(0xff, bytes.length / 2))
    },
    /** What the stored passwords are, `undefined` for those that do not open. */
    async passwords(settings = env): Promise<(string | undefined)[]> {
      const { connections, close } = await rooms(settings)
      const read = (id: ConnectionId) => connections.readPassword(id).catch(() => undefined)
      const found = await Promise.all((await connections.list()).map(({ stored }) => read(stored.id)))
      await close()
      return found
    },
    async close() {
      await Promise.all(open.map((store) => store.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const aConnection = (name: string) => ({
  id: connectionId(name),
  name,
  endpoint: { transport: 'https', host: name, port: 443, trust: { kind: 'system' } } as const,
  user: 'root',
  autoAnswer: { on: false, changedBy: 'admin', changedAt: '2026-11-28T20:00:00.000Z' },
})
