import { isDeepStrictEqual } from 'node:util'
import type { DatastoreView, HostView } from '@/lib/live/host-view'
import {
  datastoreKey,
  hostKey,
  taskKey,
  vmKey,
  type ConnectionId,
  type DatastoreKey,
  type HostKey,
  type Moid,
  type MoRef,
  type TaskKey,
  type VmKey,
} from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import { hasEnded } from '../../lib/vsphere/task'
import type { ObjectUpdate } from '../vsphere/update-set'
import { asRef, asRefs, type WireValue } from '../vsphere/wire-value'
import type { InventoryChange } from './contract'
import { datastoreView, hostView } from './host-view'
import { ObjectTable } from './object-table'
import { volatileVmPaths } from './paths'
import { readQuestion } from './question'
import { taskView } from './task-view'
import { vmView } from './vm-view'

export type RaisedQuestion = { question: VmQuestion; raisedAt: string }

/**
 * What is known about one endpoint. Updates go in as they come; `takeChanges` turns what they did into views and says
 * which of those are different now, once per update set.
 */
export class InventoryModel {
  readonly vms = new Map<VmKey, VmView>()
  readonly hosts = new Map<HostKey, HostView>()
  readonly datastores = new Map<DatastoreKey, DatastoreView>()
  readonly tasks = new Map<TaskKey, TaskView>()
  readonly questions = new Map<VmKey, RaisedQuestion>()
  /** Told which tasks a VM lists as recent, whenever that changes. */
  onRecentTasks: (owner: Moid, tasks: readonly MoRef[]) => void = () => {}
  readonly #connection: ConnectionId
  readonly #now: () => string
  readonly #vmTable = new ObjectTable(volatileVmPaths)
  readonly #hostTable = new ObjectTable()
  readonly #datastoreTable = new ObjectTable()
  #taskChanges: InventoryChange[] = []
  #questionChanges: InventoryChange[] = []

  constructor(connection: ConnectionId, now: () => string) {
    this.#connection = connection
    this.#now = now
  }

  /** The full present state of these classes follows. */
  start(...classes: string[]): void {
    for (const name of classes) this.#tableOf(name)?.start()
  }

  /** The full present state has been told. */
  complete(): void {
    for (const table of [this.#vmTable, this.#hostTable, this.#datastoreTable]) table.complete()
  }

  loseContact(): void {
    this.#vmTable.distrust()
  }

  apply(updates: readonly ObjectUpdate[]): void {
    for (const update of updates) this.#tableOf(update.obj.type)?.apply(update)
  }

  #tableOf(className: string): ObjectTable | undefined {
    switch (className) {
      case 'VirtualMachine':
        return this.#vmTable
      case 'HostSystem':
        return this.#hostTable
      case 'Datastore':
        return this.#datastoreTable
      default:
        return undefined
    }
  }

  /** Undefined for a value that is no TaskInfo. A task that has ended is never running again: late news are old. */
  putTask(task: MoRef, info: WireValue | undefined): TaskView | undefined {
    const view = taskView(this.#connection, task, info)
    if (!view) return undefined
    const before = this.tasks.get(view.key)
    if (before && hasEnded(before) && !hasEnded(view)) return before
    if (isDeepStrictEqual(before, view)) return before
    this.tasks.set(view.key, view)
    this.#taskChanges.push({ kind: 'task', key: view.key, task: view })
    const vm = asRef((info as { entity?: WireValue }).entity) // taskView has found an object
    if (hasEnded(view) && vm?.type === 'VirtualMachine') this.#vmTable.touch(vm.value, true)
    return view
  }

  taskOf(task: Moid): TaskView | undefined {
    return this.tasks.get(taskKey(this.#connection, task))
  }

  removeTask(task: Moid): void {
    const key = taskKey(this.#connection, task)
    if (this.tasks.delete(key)) this.#taskChanges.push({ kind: 'task', key, task: undefined })
  }

  hostName(moid: string): string | undefined {
    return this.hosts.get(hostKey(this.#connection, moid as Moid))?.name // any text makes a key; an unknown one finds none
  }

  /** Notes the question that a VM shows now. @returns it with the time since when it is known. */
  noteQuestion(vm: Moid, question: VmQuestion | undefined): { question: VmQuestion | undefined; raisedAt: string } {
    const key = vmKey(this.#connection, vm)
    const before = this.questions.get(key)
    if (!question) {
      if (!before) return { question, raisedAt: this.#now() }
      this.questions.delete(key)
      this.#questionChanges.push({ kind: 'question', vm: key, question: undefined, raisedAt: before.raisedAt })
      return { question, raisedAt: before.raisedAt }
    }
    if (before && isDeepStrictEqual(before.question, question)) return before
    const raisedAt = before?.question.id === question.id ? before.raisedAt : this.#now()
    return this.#putQuestion(key, { question, raisedAt })
  }

  /** A better source than our own eyes says when a question was raised. */
  correctRaisedAt(vm: VmKey, questionId: string, raisedAt: string): void {
    const known = this.questions.get(vm)
    if (known?.question.id === questionId && raisedAt < known.raisedAt) {
      this.#putQuestion(vm, { question: known.question, raisedAt })
    }
  }

  #putQuestion(vm: VmKey, raised: RaisedQuestion): RaisedQuestion {
    this.questions.set(vm, raised)
    this.#questionChanges.push({ kind: 'question', vm, ...raised })
    return raised
  }

  /** Views that are different since the last call: VMs come before the questions and tasks that name them. */
  takeChanges(): InventoryChange[] {
    const hosts = this.#hostTable.takeChanged().flatMap((moid) => this.#changeOfHost(moid))
    const datastores = this.#datastoreTable.takeChanged().flatMap((moid) => this.#changeOfDatastore(moid))
    const vms = this.#vmTable.takeChanged().flatMap((moid) => this.#changeOfVm(moid))
    const changes = [...hosts, ...datastores, ...vms, ...this.#questionChanges, ...this.#taskChanges]
    this.#questionChanges = []
    this.#taskChanges = []
    return changes
  }

  #changeOfHost(moid: Moid): InventoryChange[] {
    const key = hostKey(this.#connection, moid)
    const row = this.#hostTable.rows.get(moid)
    const host = row && hostView(this.#connection, row.obj, row.properties)
    if (host?.name !== this.hosts.get(key)?.name) this.#touchVmsOn(moid)
    return replace(this.hosts, key, host) ? [{ kind: 'host', key, host }] : []
  }

  /** VMs show the name of their host. */
  #touchVmsOn(host: Moid): void {
    for (const [moid, { properties }] of this.#vmTable.rows) {
      if (asRef(properties.get('runtime.host'))?.value === host) this.#vmTable.touch(moid)
    }
  }

  #changeOfDatastore(moid: Moid): InventoryChange[] {
    const key = datastoreKey(this.#connection, moid)
    const row = this.#datastoreTable.rows.get(moid)
    const datastore = row && datastoreView(this.#connection, row.obj, row.properties)
    return replace(this.datastores, key, datastore) ? [{ kind: 'datastore', key, datastore }] : []
  }

  #changeOfVm(moid: Moid): InventoryChange[] {
    const key = vmKey(this.#connection, moid)
    const row = this.#vmTable.rows.get(moid)
    this.onRecentTasks(moid, asRefs(row?.properties.get('recentTask')))
    // Without contact nobody knows whether the question still waits; it stays until the server says otherwise.
    if (!row || row.isCurrent) this.noteQuestion(moid, readQuestion(row?.properties.get('runtime.question')))
    const vm = row && vmView(row.obj, row.properties, this.#contextOf(row.isCurrent, row.detailVersion))
    return replace(this.vms, key, vm) ? [{ kind: 'vm', key, vm }] : []
  }

  #contextOf(isCurrent: boolean, detailVersion: number) {
    const hostName = (host: string) => this.hostName(host)
    return { connection: this.#connection, hostName, isCurrent, detailVersion }
  }
}

/** @returns whether the view is another than before. */
function replace<Key, View>(views: Map<Key, View>, key: Key, view: View | undefined): boolean {
  if (view === undefined) return views.delete(key)
  if (isDeepStrictEqual(views.get(key), view)) return false
  views.set(key, view)
  return true
}
