/**
 * For tests: runs over a scripted host, a real journal in a directory of its own, a clock that is turned, and what is
 * shown of it all.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '@/lib/runs/actor'
import type { Result } from '@/lib/result'
import type { RunView, StepEvent } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { connectionId, moid, questionKey, runId, taskKey, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { comparable } from '@/lib/vsphere/same-question'
import type { LiveOp, QuestionView } from '@/lib/live/live-state'
import type { Journal } from '../../journal/journal'
import { openStore, type Store } from '../../journal/store'
import { createHub, type Hub } from '../../live/hub'
import { createLive, type Live } from '../../live/live'
import type { Policy } from '@/lib/runs/decide'
import type { Runs } from '../contract'
import { createRuns } from '../runs'
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
  live: Live
  hub: Hub
  /** Every change of what is shown, in order. */
  told: LiveOp[]
  host: ScriptedInventory
  clock: ReturnType<typeof turnedClock>
  store: Store
  /** Journal writes and calls to the host, in the order in which they happened. */
  log: string[]
  policy: Policy
  /** From now on questions are overdue after so long, ms. */
  overdueAfter: (ms: number) => void
  /** Replaces the journal's own door, to let it fail. */
  journal: Journal
  begin(request?: RunRequest): Promise<RunView>
  /** A person answers what they see; what it may lose was agreed to. */
  answer(question: VmQuestion, choice: string, by?: Actor): Promise<Result<null>>
  /** What was sent to answer questions, in order: `answerVm 12 _vmx1 0`. */
  answersSent(): string[]
  /** The host tells that the first task that was started has ended. @param type of its fault, where it has one. */
  endTask(state: 'success' | 'error', type?: string): void
  /** All runs that are shown. */
  shown(): RunView[]
  /** The run as it is shown, after everything that can happen has. */
  see(run: RunView): Promise<RunView>
  /** The same run, as the journal tells it. */
  recorded(run: RunView): Promise<RunView | undefined>
  /** The card of a question as it is shown, after everything that can happen has. */
  card(question: VmQuestion): Promise<QuestionView | undefined>
  /** Every change of a card, in order. */
  cardsTold(): LiveOp[]
  /** Another process on the same journal and host. @param meanwhile happens when nobody looks. */
  restart(meanwhile?: () => void): Promise<void>
  /**
   * The process is killed: nothing that it does from now on reaches the journal or the host. Another one begins.
   * @param meanwhile happens when nobody looks.
   */
  kill(meanwhile?: () => unknown): Promise<void>
  /** From now on the process stands still before it writes such a step, or as soon as it has. */
  standStill(when: 'before' | 'after', kind: StepEvent['kind']): void
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
    openRun: async (...given) => {
      const opened = await store.journal.openRun(...given)
      log.push('journal requested')
      return opened
    },
    append: async (entry) => {
      const written = await store.journal.append(entry)
      log.push(`journal ${entry.event.kind}`)
      return written
    },
  }
  const told: LiveOp[] = []
  const lives: Life[] = []
  let begun = 0
  let overdueMs = 600_000
  const life = (): Life => {
    const last = lives.at(-1)
    if (!last) throw new Error('no life')
    return last
  }
  const open = async () => {
    const policyOf = (id: ConnectionId) => (id === connection ? bench.policy : undefined)
    let isAlive = true
    const ifAlive = <T>(work: () => Promise<T>): Promise<T> => (isAlive ? work() : new Promise(() => undefined))
    const hub = toldHub(createHub({ epoch: `life ${++begun}`, now: clock.now }), told)
    const live = createLive({
      hub,
      journal: store.journal,
      connectionView: () => undefined,
      policyOf,
      overdueAfterMs: () => overdueMs,
      now: clock.now,
    })
    const runs = createRuns({
      journal: {
        ...journal,
        append: (...given) => ifAlive(() => bench.journal.append(...given)),
        openRun: (...given) => ifAlive(() => bench.journal.openRun(...given)),
      },
      now: clock.now,
      after: (ms, run) => clock.after(ms, () => isAlive && run()),
      elapsed: clock.elapsed,
      inventoryOf: (id) => (id === connection && isAlive ? host : undefined),
      policyOf,
      connectionName: () => 'esx-edge-07',
    })
    const die = () => {
      isAlive = false
      lives.splice(lives.indexOf(one), 1)
    }
    const one: Life = { runs, live, hub, die }
    lives.push(one)
    await live.load()
    live.attach(host.asShown)
    runs.watch(host.asShown)
  }
  const bench: Bench = {
    host,
    // What is shown is looked after with every beat.
    clock: {
      ...clock,
      async pass(ms) {
        await clock.pass(ms)
        lives.at(-1)?.live.tend()
      },
    },
    store,
    log,
    policy: { autoAnswer: true, setBy: 'r.nakamura', ...policy },
    journal,
    told,
    get runs() {
      return life().runs
    },
    get live() {
      return life().live
    },
    get hub() {
      return life().hub
    },
    overdueAfter(ms) {
      overdueMs = ms
      bench.live.overdueChanged()
    },
    answersSent: () => host.calls.filter((call) => call.startsWith('answerVm')),
    endTask: (state, type = 'RequestCanceled') =>
      host.putTask({
        moid: 'task-1',
        vm: '12',
        state,
        ...(state === 'error' ? { fault: { type, message: type, chain: [] } } : {}),
      }),
    shown: () => [...life().hub.rows('runs').values()],
    async begin(request = { verb: 'powerOn' }) {
      const started = await bench.runs.start(vm, request, person)
      if (!started.ok) throw new Error(started.error.sentence)
      return bench.see({ id: started.value.run } as RunView) // only the id is looked at
    },
    answer: (question, choice, by = person) =>
      bench.runs.answer(keyOf(question), { choice, seen: comparable(question), confirmed: true }, by),
    async see({ id }) {
      await settled()
      const view = bench.hub.get('runs', runId(id))
      if (!view) throw new Error(`no run ${id}`)
      return view
    },
    async card(question) {
      await settled()
      return bench.hub.get('questions', keyOf(question))
    },
    cardsTold: () => told.filter(({ table }) => table === 'questions'),
    recorded: ({ id }) => store.journal.readRun(id),
    async restart(meanwhile) {
      const { runs, live } = life()
      live.close()
      await runs.close()
      meanwhile?.()
      await open()
      await bench.runs.resume()
      await settled()
    },
    async kill(meanwhile) {
      await settled()
      const { live, die } = life()
      live.close()
      die()
      bench.journal = journal
      await meanwhile?.()
      await open()
      await bench.runs.resume()
      await settled()
    },
    standStill(when, kind) {
      bench.journal = {
        ...journal,
        async append(entry) {
          if (entry.event.kind !== kind) return journal.append(entry)
          if (when === 'after') await journal.append(entry)
          return new Promise(() => undefined)
        },
      }
    },
    async close() {
      for (const { runs, live } of lives) {
        live.close()
        await runs.close()
      }
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  await open()
  await bench.runs.resume()
  return bench
}

type Life = { runs: Runs; live: Live; hub: Hub; die: () => void }

/** Keeps a list of what is put into the hub and taken out. */
function toldHub(hub: Hub, told: LiveOp[]): Hub {
  const { put, remove } = hub
  hub.put = (table, id, value) => {
    if (hub.get(table, id) !== value) told.push({ op: 'put', table, id, value } as LiveOp) // as the hub itself does
    put(table, id, value)
  }
  hub.remove = (table, id) => {
    if (hub.get(table, id)) told.push({ op: 'remove', table, id })
    remove(table, id)
  }
  return hub
}

export const kinds = (run: RunView): string[] => run.steps.map(({ event }) => event.kind)
export const outcomeOf = (run: RunView) => (run.state.at === 'ended' ? run.state.outcome : undefined)
export const stepOf = (run: RunView, kind: StepEvent['kind']) => run.steps.findLast(({ event }) => event.kind === kind)
