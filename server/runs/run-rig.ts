/** For tests: runs over a scripted host, a real journal in a directory of its own, and a clock that is turned. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '@/lib/runs/actor'
import type { RunView, StepEvent } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { connectionId, moid, questionKey, runId, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { Journal } from '../journal/journal'
import { openStore, type Store } from '../journal/store'
import type { Policy } from '@/lib/runs/decide'
import type { Runs } from './contract'
import { createRuns } from './runs'
import { scriptedInventory, type ScriptedInventory } from './scripted-inventory'
import { settled, turnedClock } from './turned-clock'

export const connection = connectionId('c1')
export const vm = vmKey(connection, moid('12'))
export const person: Actor = { kind: 'person', name: 'm.okafor' }
export const otherPerson: Actor = { kind: 'person', name: 'a.haddad' }
export const taskOf = (task: string) => taskKey(connection, moid(task))
export const keyOf = (question: VmQuestion) => questionKey(connection, moid('12'), question.id)

let questions = 0
/** The serial port question; each one that is asked has an id of its own. */
export const serial = (changes: Partial<VmQuestion> = {}): VmQuestion => ({
  id: `_vmx${++questions}`,
  text: 'msg.serial.file.open:Serial port output file "/a/serial0.log" already exists.',
  choices: [
    { key: '0', label: 'button.serial.file.append', summary: 'Append' },
    { key: '1', label: 'button.serial.file.overwrite', summary: 'Replace' },
    { key: '2', label: 'Cancel', summary: 'Cancel' },
  ],
  defaultIndex: 0,
  messages: [{ id: 'msg.serial.file.open', args: ['/a/serial0.log'] }],
  ...changes,
})

export const withoutDefault = (changes: Partial<VmQuestion> = {}): VmQuestion => {
  const { defaultIndex: _, ...question } = serial(changes)
  return question
}

export type Bench = {
  runs: Runs
  host: ScriptedInventory
  clock: ReturnType<typeof turnedClock>
  store: Store
  /** Journal writes and calls to the host, in the order in which they happened. */
  log: string[]
  policy: Policy
  /** Replaces the journal's own door, to let it fail. */
  journal: Journal
  begin(request?: RunRequest): Promise<RunView>
  /** The run as it is shown, after everything that can happen has. */
  see(run: RunView): Promise<RunView>
  /** The same run, as the journal tells it. */
  recorded(run: RunView): Promise<RunView | undefined>
  /** Another process on the same journal and host. */
  restart(): Promise<Runs>
  close(): Promise<void>
}

export async function openBench(policy: Partial<Policy> = {}): Promise<Bench> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-runs-'))
  const clock = turnedClock()
  const log: string[] = []
  const store = await openStore({ dataDir, now: clock.now })
  const host = scriptedInventory(connection, { now: clock.now, log })
  host.putVm({ moid: '12', name: 'build|agent "7"' })
  const journal: Journal = {
    ...store.journal,
    openRun: async (opening) => {
      const opened = await store.journal.openRun(opening)
      log.push('journal requested')
      return opened
    },
    append: async (entry) => {
      const written = await store.journal.append(entry)
      log.push(`journal ${entry.event.kind}`)
      return written
    },
  }
  const lives: Runs[] = []
  const open = () => {
    const runs = createRuns({
      journal: {
        ...journal,
        append: (entry) => bench.journal.append(entry),
        openRun: (one) => bench.journal.openRun(one),
      },
      now: clock.now,
      after: clock.after,
      inventoryOf: (id) => (id === connection ? host : undefined),
      policyOf: (id) => (id === connection ? bench.policy : undefined),
      connectionName: () => 'esx-edge-07',
    })
    lives.push(runs)
    return runs
  }
  const bench: Bench = {
    host,
    clock,
    store,
    log,
    policy: { autoAnswer: true, setBy: 'r.nakamura', ...policy },
    journal,
    get runs() {
      const last = lives.at(-1)
      if (!last) throw new Error('no life')
      return last
    },
    async begin(request = { verb: 'powerOn' }) {
      const started = await bench.runs.start(vm, request, person)
      if (!started.ok) throw new Error(started.error.sentence)
      return bench.see({ id: started.value.run } as RunView) // only the id is looked at
    },
    async see({ id }) {
      await settled()
      const view = bench.runs.view(runId(id))
      if (!view) throw new Error(`no run ${id}`)
      return view
    },
    recorded: ({ id }) => store.journal.readRun(id),
    async restart() {
      await bench.runs.close()
      const next = open()
      await next.resume()
      await settled()
      return next
    },
    async close() {
      for (const runs of lives) await runs.close()
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  open()
  return bench
}

export const kinds = (run: RunView): string[] => run.steps.map(({ event }) => event.kind)
export const outcomeOf = (run: RunView) => (run.state.at === 'ended' ? run.state.outcome : undefined)
export const stepOf = (run: RunView, kind: StepEvent['kind']) => run.steps.findLast(({ event }) => event.kind === kind)
