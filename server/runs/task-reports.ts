import { createSetsByKey } from '@/lib/sets-by-key'
import { splitKey, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory, InventoryChange } from '../inventory/contract'

/** What a run hears of its task and of its VM's question, in order. */
export type TaskReport =
  | { kind: 'task'; task: TaskView }
  | { kind: 'question'; question: VmQuestion | undefined; raisedAt: string }
  /** The Task object is gone from the server, or this account may not know of it (`withheld` says why); or its VM is gone. */
  | { kind: 'task-gone'; withheld?: string }
  | { kind: 'vm-gone' }
  | { kind: 'contact-lost'; reason: string }
  /** What follows is the full present state. */
  | { kind: 'contact-back' }

type Listener = (report: TaskReport) => void
type Source = Pick<Inventory, 'state' | 'tasks' | 'vms' | 'questions' | 'onChanges' | 'followTask'>

/**
 * Tells of one task, and of its VM where it has one, what the inventory's changes mean to a run: first, and whenever contact is back, the full
 * present state, then what becomes of it. Nothing is told before the task itself is known, or known to be gone: a
 * question that is older than the task is none of its.
 * @param areNew whatever question is told of the VM is known to be younger than the check before the start (`tellsOnlyNew`
 * of what was read there). It is told at once then, unless contact is lost before the task is known.
 * @returns how to stop.
 */
export function followTask(
  inventory: Source,
  task: TaskKey,
  vm: VmKey | undefined,
  listener: Listener,
  areNew = false,
): () => void {
  let isTelling = false
  let isEarly = areNew
  let toldEarly: object | undefined
  let isLost = false
  let gone: Extract<TaskReport, { kind: 'task-gone' }> | undefined
  let hasTold: 'nothing' | 'end' = 'nothing'

  function tellTask(view: TaskView): void {
    if (hasEnded(view)) hasTold = 'end'
    listener({ kind: 'task', task: view })
  }

  function tellPresent(): void {
    const view = inventory.tasks.get(task)
    if (inventory.state.at !== 'live') return
    if (!view && !gone) return tellEarly()
    isTelling = true
    if (view && !hasEnded(view)) tellTask(view)
    if (vm !== undefined) tellVm(vm, view)
    if (view && hasEnded(view)) tellTask(view)
    if (gone) listener(gone)
  }

  function tellEarly(): void {
    const asked = vm && inventory.questions.get(vm)
    if (!isEarly || asked === toldEarly) return
    toldEarly = asked
    listener({ kind: 'question', ...(asked ?? { question: undefined, raisedAt: '' }) })
  }

  /** A task that has failed asks nothing any more: what is asked then is another's, such as of the one that was in its way. */
  function tellVm(key: VmKey, view: TaskView | undefined): void {
    const asked = inventory.questions.get(key)
    if (!inventory.vms.has(key)) listener({ kind: 'vm-gone' })
    else if (!asked || view?.state !== 'error')
      listener({ kind: 'question', ...(asked ?? { question: undefined, raisedAt: '' }) })
  }

  function loseContact(reason: string): void {
    isTelling = isEarly = false
    if (!isLost) listener({ kind: 'contact-lost', reason })
    isLost = true
  }

  function takeConnection({ state }: Extract<InventoryChange, { kind: 'connection' }>): void {
    if (state.at === 'lost' || state.at === 'refused') loseContact(state.reason)
    if (state.at !== 'live' || !isLost) return
    isLost = false
    listener({ kind: 'contact-back' })
  }

  function take(change: InventoryChange): void {
    switch (change.kind) {
      case 'connection':
        return takeConnection(change)
      case 'task':
        if (change.key !== task) return undefined
        gone = change.task ? undefined : { kind: 'task-gone', ...withoutUndefined({ withheld: change.withheld }) }
        if (!isTelling) return undefined
        if (change.task) return tellTask(change.task)
        // How it ended was told; that it is forgotten then is no news.
        return hasTold === 'end' || !gone ? undefined : listener(gone)
      case 'vm':
        if (isTelling && change.key === vm && !change.vm) listener({ kind: 'vm-gone' })
        return undefined
      case 'question': {
        const { question, raisedAt } = change
        if (isTelling && change.vm === vm) listener({ kind: 'question', question, raisedAt })
        return undefined
      }
      default:
        return undefined
    }
  }

  const stop = hearAbout(inventory, task, vm, (changes) => {
    const wasTelling = isTelling
    for (const change of changes) take(change)
    if (!wasTelling) tellPresent()
  })
  const { state } = inventory
  if (state.at === 'lost' || state.at === 'refused') loseContact(state.reason)
  const at = splitKey(task)
  if (at) inventory.followTask(at.moid)
  tellPresent()
  return stop
}

type Changes = readonly InventoryChange[]
type Hearer = (changes: Changes) => void

/**
 * One ear at each inventory for all runs that follow something there: of a thousand that go on each hears what is about
 * its own task and VM, and of the contact.
 */
function createEar(inventory: Pick<Source, 'onChanges'>) {
  const all = new Set<Hearer>()
  const byTask = createSetsByKey<TaskKey, Hearer>()
  const byVm = createSetsByKey<VmKey, Hearer>()
  let stop: (() => void) | undefined

  function concerned(change: InventoryChange): Iterable<Hearer> {
    switch (change.kind) {
      case 'connection':
        return all
      case 'task':
        return byTask.get(change.key)
      case 'vm':
        return byVm.get(change.key)
      case 'question':
        return byVm.get(change.vm)
      default:
        return []
    }
  }

  function hear(changes: Changes): void {
    const heard = new Map<Hearer, InventoryChange[]>()
    for (const change of changes) {
      for (const hearer of concerned(change)) {
        const its = heard.get(hearer)
        if (its) its.push(change)
        else heard.set(hearer, [change])
      }
    }
    for (const [hearer, its] of heard) if (all.has(hearer)) hearer(its)
  }

  return (task: TaskKey, vm: VmKey | undefined, hearer: Hearer) => {
    stop ??= inventory.onChanges(hear)
    all.add(hearer)
    byTask.add(task, hearer)
    if (vm !== undefined) byVm.add(vm, hearer)
    return () => {
      all.delete(hearer)
      byTask.remove(task, hearer)
      if (vm !== undefined) byVm.remove(vm, hearer)
      if (all.size > 0) return
      stop?.()
      stop = undefined
    }
  }
}

const ears = new WeakMap<Pick<Source, 'onChanges'>, ReturnType<typeof createEar>>()

function hearAbout(inventory: Source, task: TaskKey, vm: VmKey | undefined, hearer: Hearer): () => void {
  const ear = ears.get(inventory) ?? createEar(inventory)
  ears.set(inventory, ear)
  return ear(task, vm, hearer)
}
