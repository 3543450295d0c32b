import { assertNever } from '@/lib/assert-never'
import { justFinishedMs, sentRecordMs } from '@/lib/live/live-state'
import { usualOverdueMinutes } from '@/lib/live/overdue'
import { actorName } from '@/lib/runs/actor'
import type { Policy } from '@/lib/runs/decide'
import { followedTask, withPercent } from '@/lib/runs/fold-run'
import { vmOf, type RunView } from '@/lib/runs/run'
import { createTakes } from '@/lib/runs/takes'
import { hasOnlyAnswered, type ConnectionView } from '@/lib/vsphere/connection'
import { vmOfQuestion, type ConnectionId, type RunId, type VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import { withDerivedRows } from './derived-rows'
import type { Hub } from './hub'
import { createQuestionCards } from './question-cards'
import type { ReadFile } from './question-files'
import { createRunFolds } from './run-folds'
import { createSent, type Touched } from './sent-to-hosts'
import { whatIsOver, type Over } from './what-is-over'

/**
 * What is shown: of connections and inventories as they tell, of runs and answers as the journal has them. The tables are
 * joined in one closure: what joins them, and what was heard and waits, is known nowhere else.
 */
export type Live = {
  /** Takes in what the journal has of runs and answers; what it takes meanwhile comes after that. Called once. */
  load(): Promise<void>
  attach(inventory: Inventory): void
  /** Forgets the VMs, tasks and questions of a connection; its runs stay. */
  detach(connection: ConnectionId): void
  /** What is stored of a connection is different: its name, or its auto-answer setting. */
  connectionChanged(connection: ConnectionId): void
  /** Questions are overdue after another time than before. */
  overdueChanged(): void
  /** Takes out what has been over for long enough, and brings "last answer" up to date. Called with every beat. */
  tend(): void
  /** Shows at once what was heard and was left for later. */
  catchUp(): void
  close(): void
}

export function createLive(options: {
  hub: Pick<Hub, 'put' | 'remove' | 'get' | 'rows'>
  journal: Pick<Journal, 'readPresent' | 'onAppended' | 'paused' | 'onPaused'>
  /** Undefined: it has been removed. */
  connectionView: (id: ConnectionId) => ConnectionView | undefined
  policyOf: (id: ConnectionId) => Policy | undefined
  /** Without it nothing is said of the files that questions found. */
  readFile?: ReadFile
  /** After how long a question is overdue, ms; without it, the usual. */
  overdueAfterMs?: () => number
  /** Calls what it is given a little later: those who act on the same news go first. Without it at once. */
  later?: (work: () => void) => void
  now: () => number
}): Live {
  const { journal, connectionView, policyOf, now } = options
  const hub = withDerivedRows(options.hub)
  const inventories = new Map<ConnectionId, { inventory: Inventory; stop: () => void }>()
  const runs = createRunFolds()
  const sent = createSent()
  const takes = createTakes()
  const inventoryOf = (id: ConnectionId) => inventories.get(id)?.inventory
  const readFile = options.readFile ?? (() => Promise.resolve(undefined))
  const overdueAfterMs = options.overdueAfterMs ?? (() => usualOverdueMinutes * 60_000)
  const cards = createQuestionCards({ hub, runs, sent, takes, readFile, inventoryOf, policyOf, overdueAfterMs, now })
  /** How far a run's task has come, which the journal has only where something happened. */
  const percents = new Map<RunId, number>()
  /** What the journal took while the first of it was still being read. */
  let early: Appended[] | undefined = []
  const later = options.later ?? ((work) => work())
  /** What has been heard and is not shown yet, in its order. */
  const heard: (() => void)[] = []
  /** Runs of which steps were taken in, and VMs about whose question something is different. */
  const changedRuns = new Map<RunId, RunView>()
  const changedVms = new Set<VmKey>()

  function hear(work: () => void): void {
    heard.push(work)
    if (heard.length === 1) later(catchUp)
  }

  /** Shows what was heard: a run of which several steps came together is put once. */
  function catchUp(): void {
    try {
      for (let work = heard.shift(); work; work = heard.shift()) work()
      for (const [run, view] of changedRuns) {
        changedRuns.delete(run)
        putRun(view)
      }
      for (const vm of changedVms) {
        changedVms.delete(vm)
        cards.look(vm)
      }
    } finally {
      // Beside what could not be shown.
      if (heard.length + changedRuns.size + changedVms.size > 0) later(catchUp)
    }
  }

  function putConnection(id: ConnectionId): void {
    const view = connectionView(id)
    if (view) hub.put('connections', id, view)
    else hub.remove('connections', id)
  }

  /** A busy host answers many times a second; that alone is worth telling only once in a while. */
  function putConnectionIfNews(id: ConnectionId): void {
    const known = hub.get('connections', id)
    const view = connectionView(id)
    if (!known || !view || !hasOnlyAnswered(known, view)) putConnection(id)
  }

  /** A task with what is known of it here: its run, and who asked to cancel it when. */
  function putTask(task: TaskView): void {
    const run = runs.ownerOf(task.key)
    const cancel = sent.cancel(task.key)
    const joined = {
      ...task,
      ...(run && { run: run.id }),
      ...(cancel && { cancelRequestedAt: cancel.requestedAt, cancelRequestedBy: actorName(cancel.by) }),
    }
    hub.put('tasks', task.key, run || cancel ? joined : task)
    for (const follower of runs.followersOf(task.key)) {
      if (task.progress !== undefined && task.progress !== percents.get(follower.id)) showRun(follower)
    }
  }

  function putTaskAgain(key: TaskView['key']): void {
    const shown = hub.get('tasks', key)
    if (!shown) return
    const { run: _run, cancelRequestedAt: _at, cancelRequestedBy: _by, ...task } = shown
    putTask(task)
  }

  function showRun(run: RunView): void {
    const task = followedTask(run)
    const progress = task && hub.get('tasks', task)?.progress
    if (!task) percents.delete(run.id)
    else if (progress !== undefined) percents.set(run.id, progress)
    const percent = percents.get(run.id)
    const isNews = percent !== undefined && !('percent' in run.state && run.state.percent === percent)
    hub.put('runs', run.id, isNews ? { ...run, state: withPercent(run.state, percent) } : run)
  }

  /** A run, and the row of the task that it started, whichever is known first. */
  function putRun(run: RunView): void {
    showRun(run)
    if (run.task && hub.get('tasks', run.task)?.run !== run.id) putTaskAgain(run.task)
    const vm = vmOf(run)
    if (vm) changedVms.add(vm.key)
  }

  function refresh({ questions, tasks }: Touched): void {
    tasks.forEach(putTaskAgain)
    questions.forEach(cards.onAnswer)
  }

  function onAppended(appended: Appended): void {
    if (early) early.push(appended)
    else hear(() => takeAppended(appended))
  }

  function takeAppended(appended: Appended): void {
    const run = appended.is === 'alone' ? undefined : runs.take(appended)
    const task = appended.is === 'alone' ? appended.task : run?.task
    const touched = appended.is === 'opened' ? undefined : sent.take(appended.step, task)
    const taken = appended.is === 'opened' ? undefined : takes.fold(appended.step)
    if (run) changedRuns.set(run.id, run)
    if (touched) refresh(touched)
    if (taken !== undefined) changedVms.add(vmOfQuestion(taken))
  }

  function take(id: ConnectionId, change: InventoryChange): void {
    switch (change.kind) {
      case 'vm':
        return change.vm ? hub.put('vms', change.key, change.vm) : hub.remove('vms', change.key)
      case 'host':
        return change.host ? hub.put('hosts', change.key, change.host) : hub.remove('hosts', change.key)
      case 'datastore':
        return change.datastore
          ? hub.put('datastores', change.key, change.datastore)
          : hub.remove('datastores', change.key)
      case 'task':
        if (change.task) return putTask(change.task)
        // A host forgets what has ended sooner than the board does.
        if (hub.get('tasks', change.key)?.completeTime === undefined) hub.remove('tasks', change.key)
        return undefined
      case 'question':
        return undefined // its card takes the whole batch
      case 'connection':
        return putConnectionIfNews(id)
      default:
        return assertNever(change, 'inventory change')
    }
  }

  function detach(id: ConnectionId): void {
    catchUp()
    inventories.get(id)?.stop()
    inventories.delete(id)
    cards.detach(id)
    for (const table of ['vms', 'hosts', 'datastores', 'tasks'] as const) {
      for (const [key, row] of hub.rows(table)) if (row.connection === id) hub.remove(table, key)
    }
    hub.settle()
  }

  function takeOut(over: Over): void {
    switch (over.table) {
      case 'questions':
        return cards.remove(over.id)
      case 'tasks':
        return hub.remove('tasks', over.id)
      case 'runs':
        runs.forget(over.id)
        percents.delete(over.id)
        return hub.remove('runs', over.id)
      default:
        return assertNever(over, 'table')
    }
  }

  function putNotice(): void {
    const paused = journal.paused()
    if (paused) hub.put('notices', 'record', { kind: 'record-paused', ...paused })
    else hub.remove('notices', 'record')
  }

  const stopHearing = journal.onAppended(onAppended)
  const stopNotices = journal.onPaused(putNotice)

  return {
    async load() {
      putNotice()
      const at = now()
      const since = (ms: number) => new Date(at - ms).toISOString()
      const present = await journal.readPresent({ ended: since(justFinishedMs), alone: since(sentRecordMs) })
      for (const run of present.runs) runs.keep(run)
      const steps = [
        ...present.runs.flatMap(({ steps: all, task }) => all.map((step) => ({ step, task }))),
        ...present.alone,
      ]
      for (const { step, task } of steps.toSorted((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at))) {
        sent.take(step, task)
        takes.fold(step)
      }
      sent.tend(at)
      for (const run of present.runs) changedRuns.set(run.id, run)
      const missed = early?.filter(({ seq }) => seq > present.seq) ?? []
      early = undefined
      missed.forEach(takeAppended)
      catchUp()
    },
    attach(inventory) {
      catchUp()
      const { id } = inventory
      inventories.get(id)?.stop()
      putConnection(id)
      for (const [key, vm] of inventory.vms) hub.put('vms', key, vm)
      for (const [key, host] of inventory.hosts) hub.put('hosts', key, host)
      for (const [key, datastore] of inventory.datastores) hub.put('datastores', key, datastore)
      for (const task of inventory.tasks.values()) putTask(task)
      hub.settle()
      const stop = inventory.onChanges((changes) =>
        hear(() => {
          for (const change of changes) take(id, change)
          hub.settle()
          cards.onInventory(inventory, changes)
        }),
      )
      inventories.set(id, { inventory, stop })
      cards.attach(inventory)
    },
    detach,
    connectionChanged(id) {
      catchUp()
      putConnection(id)
      cards.lookAtAll(id)
    },
    overdueChanged() {
      catchUp()
      for (const id of inventories.keys()) cards.lookAtAll(id)
    },
    tend() {
      catchUp()
      for (const over of whatIsOver(hub, now())) takeOut(over)
      refresh(sent.tend(now()))
      for (const id of inventories.keys()) {
        const view = connectionView(id)
        if (view && lastAnswer(view) !== lastAnswer(hub.get('connections', id))) putConnection(id)
      }
    },
    catchUp,
    close() {
      catchUp()
      stopHearing()
      stopNotices()
      for (const { stop } of inventories.values()) stop()
    },
  }
}

const lastAnswer = (view: ConnectionView | undefined) =>
  view && 'lastAnswerAt' in view.state ? view.state.lastAnswerAt : undefined
