import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { HistoryFilter } from '@/lib/contract/history'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, moid, questionKey, taskKey, vmKey } from '@/lib/vsphere/ids'
import { openStore, type Store } from '../server/journal/store'
import { inMs, sharedNow, spread } from './percentiles'

const people = ['m.okafor', 'a.haddad', 'EXAMPLE\\j.meyer', 'r.nakamura', 'chén.wěi']
const places = ['web', 'db', 'build', 'mail', 'café', 'nightly-backup', '東京']
const append = { key: '0', label: 'Append', summary: 'Append' }
const vmsPerConnection = 2_000
const connections = 10

/** A page and each filter of History on a journal of this many rows, and how long opening it takes. */
export async function historyAtAMillion(rows = 1_000_000): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
  try {
    let store = await openStore({ dataDir, threads: true })
    const filling = sharedNow()
    await fill(store, rows)
    const filled = sharedNow() - filling
    await store.close()
    const { size } = await stat(join(dataDir, 'andon.db'))
    const opening = sharedNow()
    store = await openStore({ dataDir, threads: true })
    await readAtStart(store)
    const opened = sharedNow() - opening
    const lines = [
      `a journal of ${rows} rows (${Math.round(size / 2 ** 20)} MiB, written in ${inMs(filled)}) is open after ${inMs(opened)}`,
    ]
    for (const [name, filters] of Object.entries(asked())) {
      const times: number[] = []
      let found = 0
      for (const filter of filters) {
        const start = sharedNow()
        const page = await store.journal.readHistory(filter)
        times.push(sharedNow() - start)
        found = Math.max(found, page.runs.length + page.notes.length)
      }
      lines.push(`  ${name}: ${spread(times)} (${times.length} pages, ${found} lines at most)`)
    }
    for (const [name, filters] of Object.entries(asked())) {
      const times: number[] = []
      let most = 0
      for (const filter of filters.slice(0, 20)) {
        const start = sharedNow()
        const { lines: count } = await store.journal.countHistory(filter)
        times.push(sharedNow() - start)
        most = Math.max(most, count)
      }
      lines.push(`  counted, ${name}: ${spread(times)} (${most} at most)`)
    }
    for (const only of [undefined, [connectionId('c1')], [connectionId('none')]]) {
      const start = sharedNow()
      const { names } = await store.journal.readHistoryPeople(only)
      lines.push(
        `  the people of ${only === undefined ? 'all connections' : `connection ${only[0]}`}: ${inMs(sharedNow() - start)} (${names.length})`,
      )
    }
    lines.push(`  health while 20 people search: ${spread(await healthUnderSearches(store))}`)
    await store.close()
    return lines
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** What a start reads before it is ready. */
async function readAtStart({ journal }: Store): Promise<void> {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()
  await journal.readPresent({ ended: new Date().toISOString(), alone: new Date().toISOString() })
  await journal.readUnfinishedRuns()
  await journal.readRunsThatLeft()
  await journal.readOpenQuestions()
  await journal.readNotedTasks()
  await journal.readStarts(anHourAgo)
}

/** How long what `/api/health` asks takes while every filter is asked and counted over and over, as milliseconds. */
async function healthUnderSearches(store: Store): Promise<number[]> {
  const filters = Object.values(asked()).flat()
  const enough = new AbortController()
  const searchers = Array.from({ length: 20 }, async (_, from) => {
    for (let n = from; !enough.signal.aborted; n += 20) {
      const filter = filters[n % filters.length] ?? {}
      await Promise.all([store.journal.readHistory(filter), store.journal.countHistory(filter)])
    }
  })
  const times: number[] = []
  while (times.length < 300) {
    const due = sharedNow() + 20
    await new Promise((resolve) => setTimeout(resolve, 20))
    await sql`select 1`.execute(store.tables())
    // From when it was due: what keeps the event loop busy keeps health waiting too.
    times.push(sharedNow() - due)
  }
  enough.abort()
  await Promise.all(searchers)
  return times
}

const vmName = (n: number) => `${places[n % places.length]}-${String(n).padStart(5, '0')}`
const connection = (n: number) => connectionId(`c${Math.floor(n / vmsPerConnection) % connections}`)

/** Runs of eight steps, as a question makes them; one VM in a thousand has a question of its own words. */
async function fill(store: Store, rows: number): Promise<void> {
  const { journal } = store
  const runs = Math.floor(rows / 8)
  const outcomes: StepEvent[] = [
    { kind: 'ended', outcome: { kind: 'succeeded' } },
    { kind: 'ended', outcome: { kind: 'left-blocked', because: 'not-cancelable' } },
  ]
  let next = 0
  async function one(): Promise<void> {
    while (next < runs) {
      const n = next++
      const at = connection(n)
      const vm = vmKey(at, moid(`vm-${n % vmsPerConnection}`))
      const actor: Actor = { kind: 'person', name: people[n % people.length] ?? '' }
      const name = vmName(n % (vmsPerConnection * connections))
      const { run } = await journal.openRun({
        connection: at,
        kind: 'vm',
        subjects: [{ kind: 'vm', key: vm, name }],
        request: { verb: n % 3 === 0 ? 'powerOff' : 'powerOn' },
        policy: { autoAnswer: n % 2 === 0, setBy: 'r.nakamura' },
        actor,
      })
      const question = {
        key: questionKey(at, moid(`vm-${n % vmsPerConnection}`), `_vmx${n}`),
        text: `Serial port output file "[datastore1] ${name}/serial${n % 4}.log" already exists.${n % 1_000 === 0 ? ` Rare${n}` : ''}`,
        messageId: 'msg.serial.file.open',
        choices: [append, { key: '1', label: 'Replace', summary: 'Replace' }],
        defaultIndex: 0,
      }
      const steps: StepEvent[] = [
        { kind: 'checked', found: 'nothing' },
        { kind: 'start-sent', method: 'PowerOnVM_Task' },
        { kind: 'started', method: 'PowerOnVM_Task', task: taskKey(at, moid(`task-${n}`)) },
        { kind: 'question-raised', question, percent: 47 },
        { kind: 'answered', question: question.key, choice: append, isDefault: true, afterMs: 900 },
        { kind: 'progress', percent: 80 },
        outcomes[n % 50 === 0 ? 1 : 0] ?? { kind: 'progress', percent: 90 },
      ]
      for (const event of steps) await journal.append({ run, connection: at, vm, actor, event })
    }
  }
  await Promise.all(Array.from({ length: 400 }, one))
}

/** What people ask History for. */
function asked(): Record<string, HistoryFilter[]> {
  const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n))
  return {
    'the newest page': times(50, () => ({})),
    'a page far back': times(50, (n) => ({ before: 20_000 * (n + 1) })),
    'one outcome': times(50, (n) => ({ outcome: n % 2 === 0 ? 'succeeded' : 'left-blocked' })),
    'an outcome that never was': times(50, () => ({ outcome: 'declined' })),
    'one connection': times(50, (n) => ({ connection: connectionId(`c${n % connections}`) })),
    'one VM': times(50, (n) => ({ vm: vmKey(connection(n * 2_000), moid(`vm-${n}`)) })),
    'the name of a VM': times(50, (n) => ({ text: vmName(n * 37) })),
    'a word that every run has': times(50, () => ({ text: 'already exists' })),
    'the beginning of a word': times(50, (n) => ({ text: ['se', 'web', 'p', 'oka', '東'][n % 5] ?? '' })),
    'a rare word and a common one': times(50, (n) => ({ text: `exists rare${n * 2_000}` })),
    'two common words that seldom meet': times(50, (n) => ({ text: `${vmName(n).slice(-5)} okafor power` })),
    'a word that nobody wrote': times(50, (n) => ({ text: `zebra${n}` })),
    'one person': times(50, (n) => ({ person: people[n % people.length] ?? '' })),
    'one source, which has no line': times(50, () => ({ source: ['event'] as const })),
    'two sources': times(50, () => ({ source: ['andon', 'others'] as const })),
    'one minute': times(50, (n) => minuteBefore(n)),
    'what a person left blocked at one connection': times(50, (n) => ({
      person: people[n % people.length] ?? '',
      outcome: 'left-blocked',
      connection: connectionId(`c${n % connections}`),
    })),
    'words and filters together': times(50, (n) => ({
      text: 'serial web',
      outcome: 'left-blocked',
      connection: connectionId(`c${n % connections}`),
    })),
  }
}

const minuteBefore = (n: number): HistoryFilter => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  return { from: at(n + 1), to: at(n) }
}
