/** For tests: signals over a store of their own, and what happens at an invented host. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { routeInput, type RouteInput } from '@/lib/contract/signals-input'
import type { Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, moid, questionKey, vmKey } from '@/lib/vsphere/ids'
import type { Database, DialectName } from '../../journal/database'
import { openStore, type Store } from '../../journal/store'
import { freshDatabase } from '../../journal/testing/postgres-rig'
import type { Signals } from '../contract'
import { createSignals } from '../signals'
import { signalsMigrations, type SignalsTables } from '../stored'

const lab = connectionId('lab')
const andon: Actor = { kind: 'andon' }
const person: Actor = { kind: 'person', name: 'm.okafor' }

export type SignalsRig = Awaited<ReturnType<typeof openSignalsRig>>

/** Time goes on by itself, and jumps when a test says so. */
export async function openSignalsRig(dialect: DialectName = 'sqlite') {
  const server = dialect === 'postgres' ? await freshDatabase() : undefined
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-signals-'))
  let ahead = 0
  const now = () => Date.now() + ahead
  const warned: string[] = []
  const warn = (text: string, error: unknown) => void warned.push(`${text}: ${String(error)}`)
  const open = (through?: (database: Database) => Database): Promise<Store> =>
    openStore({
      dataDir,
      ...(server && { databaseUrl: server.url }),
      now,
      migrations: [signalsMigrations],
      ...(through && { throughDatabase: through }),
    })
  const store = await open()
  const opened: Signals[] = []
  const ends: (() => Promise<unknown>)[] = []
  let state: ConnectionView['state'] = {
    at: 'live',
    since: '2030-01-01T00:00:00Z',
    lastAnswerAt: '2030-01-01T00:00:00Z',
  }
  let otherCertificate: string | undefined
  const view = (): ConnectionView => ({
    id: lab,
    name: 'esx-lab',
    kind: 'esx',
    endpoint: { transport: 'https', host: 'lab', port: 443, trust: { kind: 'system' } },
    user: 'root',
    autoAnswer: { on: false, changedBy: 'x', changedAt: '2030-01-01T00:00:00Z' },
    state,
    ...(otherCertificate !== undefined && {
      otherCertificate: { sha256: otherCertificate } as NonNullable<ConnectionView['otherCertificate']>, // only that is looked at
    }),
  })

  /** Signals of one process on this database. @param over a store that fails in between. */
  async function process(over: Store = store): Promise<Signals> {
    const replica = await over.joinReplicas()
    ends.push(() => replica.close())
    const signals = createSignals({
      db: over.tables<SignalsTables>(),
      box: { seal: (text) => `sealed ${Buffer.from(text).toString('hex')}`, open: unseal },
      database: over.database,
      journal: over.journal,
      leases: replica.leases,
      connections: () => [view()],
      overdueMinutes: () => 10,
      origin: 'https://andon.example.net',
      allowed: new Set(['127.0.0.1', 'localhost']),
      note: async (note) => void (await over.journal.note(note)),
      now,
      onChanged: () => undefined,
      warn,
    })
    await signals.start()
    opened.push(signals)
    return signals
  }

  const keyOf = (nr: number, asked = 0) => questionKey(lab, moid(`vm-${nr}`), `q${asked}`)
  const write = (nr: number, event: StepEvent, actor = andon) =>
    store.journal.append({
      actor,
      event,
      connection: lab,
      vm: vmKey(lab, moid(`vm-${nr}`)),
      vmName: `build-${nr}`,
    })

  return {
    store,
    open,
    process,
    warned,
    /** It stands still for ever, or is closed with its store. */
    forget(signals: Signals, over: Store, isDead: boolean): void {
      opened.splice(opened.indexOf(signals), 1)
      if (!isDead) ends.unshift(() => signals.close().then(() => over.close()))
    },
    jump: (seconds: number) => void (ahead += seconds * 1_000),
    now,
    lose: () => (state = { at: 'lost', since: new Date(now()).toISOString(), reason: 'It does not answer.' }),
    findAgain: () =>
      (state = { at: 'live', since: new Date(now()).toISOString(), lastAnswerAt: new Date(now()).toISOString() }),
    showCertificate: (sha256: string | undefined) => void (otherCertificate = sha256),
    keyOf,
    write,
    ask: (nr: number, asked = 0) =>
      write(nr, {
        kind: 'question-noted',
        origin: 'foreign task',
        raisedAt: new Date(now()).toISOString(),
        question: {
          key: keyOf(nr, asked),
          text: `Serial port output file "build-${nr}.log" already exists.`,
          messageId: 'msg.serial.file.open',
          choices: [
            { key: '0', label: 'Append', summary: 'Append' },
            { key: '1', label: 'Cancel', summary: 'Cancel' },
          ],
          defaultIndex: 0,
        },
      }),
    answer: (nr: number, asked = 0) =>
      write(
        nr,
        {
          kind: 'answered',
          question: keyOf(nr, asked),
          choice: { key: '0', label: 'Append', summary: 'Append' },
          isDefault: true,
          afterMs: 5,
        },
        person,
      ),
    take: (nr: number) => write(nr, { kind: 'question-taken', question: keyOf(nr), together: 't' }, person),
    async close() {
      for (const signals of opened) await signals.close()
      for (const end of ends) await end()
      await store.close()
      await server?.drop()
      rmSync(dataDir, { recursive: true })
    },
  }
}

function unseal(sealed: string): string {
  return Buffer.from(sealed.slice('sealed '.length), 'hex').toString('utf8')
}

export const aRoute = (changes: Partial<RouteInput> = {}): RouteInput => {
  const read = routeInput.safeParse({
    name: 'ops',
    on: true,
    receiver: { kind: 'json', url: 'https://ops.example.net/hook' },
    topics: ['raised', 'waiting', 'overdue', 'taken', 'answered', 'run', 'connection', 'certificate'],
    stillMinutes: 2,
    folding: { waitSeconds: 0, intervalSeconds: 0, repeatHours: 0 },
    ...changes,
  })
  if (!read.success) throw new Error(JSON.stringify(read.error.issues))
  return read.data
}

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
