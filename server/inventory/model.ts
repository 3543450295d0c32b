import { isDeepStrictEqual } from 'node:util'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import {
  datastoreKey,
  hostKey,
  splitKey,
  vmKey,
  type ConnectionId,
  type DatastoreKey,
  type HostKey,
  type Moid,
  type MoRef,
  type VmKey,
} from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame } from '@/lib/vsphere/same-question'
import type { VmView } from '@/lib/vsphere/vm'
import type { ObjectUpdate } from '../vsphere/update-set'
import { asRef, asRefs } from '../vsphere/wire-value'
import type { InventoryChange } from './contract'
import type { HostClock } from './host-clock'
import { datastoreView, hostView } from './host-view'
import { ObjectTable, type TableRow } from './object-table'
import { silentHostPaths, silentVmPaths, volatileVmPaths } from './paths'
import { readQuestion } from './question'
import { TaskTable } from './task-table'
import { vmView, withFigures, type VmContext } from './vm-view'

type RaisedQuestion = { question: VmQuestion; raisedAt: string }

/**
 * What is known about one endpoint. Updates go in as they come; `takeChanges` turns what they did into views and says
 * which of those are different now, once per update set, in an order that makes sense.
 */
export class InventoryModel {
  readonly vms = new Map<VmKey, VmView>()
  readonly hosts = new Map<HostKey, HostView>()
  readonly datastores = new Map<DatastoreKey, DatastoreView>()
  readonly questions = new Map<VmKey, RaisedQuestion>()
  readonly tasks: TaskTable
  readonly #connection: ConnectionId
  readonly #now: () => string
  readonly #clock: HostClock
  readonly #vmTable: ObjectTable
  readonly #hostTable: ObjectTable
  readonly #datastoreTable: ObjectTable
  #questionChanges: InventoryChange[] = []
  /** How many there are with each set of roles of the account. */
  readonly rolesOf = { vms: new Map<string, number>(), datastores: new Map<string, number>() }
  #rolesChanged = false
  #silent: Record<'hosts' | 'vms' | 'all', readonly MoRef[]> | undefined

  constructor(connection: ConnectionId, now: () => string, clock: HostClock) {
    this.#connection = connection
    this.#now = now
    this.#clock = clock
    this.tasks = new TaskTable(connection, (text) => clock.ourTime(text))
    this.#vmTable = new ObjectTable(now, volatileVmPaths, new Set(silentVmPaths))
    this.#hostTable = new ObjectTable(now, new Set(silentHostPaths), new Set(silentHostPaths))
    this.#datastoreTable = new ObjectTable(now)
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
    this.#hostTable.distrust()
    this.tasks.forgetWithheld()
  }

  /** @param from of tasks: whether it is in the stream's order, or was read beside it. */
  apply(updates: readonly ObjectUpdate[], from: 'stream' | 'reading' = 'stream'): void {
    for (const update of updates) {
      if (update.obj.type === 'Task') this.#applyToTask(update, from)
      else if (update.obj.type === 'TaskManager') this.#applyToTaskManager(update)
      else this.#tableOf(update.obj.type)?.apply(update)
    }
  }

  #applyToTask(update: ObjectUpdate, from: 'stream' | 'reading'): void {
    const ended = this.tasks.apply(update, from)
    const vm = ended?.vm && splitKey(ended.vm)
    if (vm) this.#vmTable.touch(vm.moid, true)
  }

  #applyToTaskManager({ obj, changes }: ObjectUpdate): void {
    const change = changes.findLast(({ name }) => name === 'recentTask')
    if (change) this.tasks.list(obj.value, asRefs(change.value))
  }

  get hostObjects(): readonly MoRef[] {
    return this.#hostTable.objects
  }

  has({ type, value }: MoRef): boolean {
    return this.#tableOf(type)?.rows.has(value) === true
  }

  /** What is read again because servers do not tell its changes. */
  get silentObjects(): readonly MoRef[] {
    const [hosts, vms] = [this.#hostTable.objects, this.#vmTable.objects]
    // Asked for with every portion that is read, 400 times a minute where there is much.
    if (this.#silent?.hosts !== hosts || this.#silent.vms !== vms)
      this.#silent = { hosts, vms, all: [...hosts, ...vms] }
    return this.#silent.all
  }

  /** Takes in what was read of silent properties beside the stream. That something is gone is the stream's to say. */
  refresh(updates: readonly ObjectUpdate[]): void {
    for (const { kind, obj, changes } of updates) {
      if (kind === 'leave') continue
      const properties = new Map(changes.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])))
      if (obj.type === 'TaskManager') this.tasks.list(obj.value, asRefs(properties.get('recentTask')))
      else this.#tableOf(obj.type)?.refresh(obj, properties)
    }
  }

  /** The server's clock is `ms` further ahead than was believed: all that it dated was earlier. */
  shiftClock(ms: number): void {
    this.tasks.shiftTimes(ms)
    for (const moid of this.#vmTable.rows.keys()) this.#vmTable.touch(moid)
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

  #host(moid: string): HostView | undefined {
    return this.hosts.get(hostKey(this.#connection, moid as Moid)) // any text makes a key; an unknown one finds none
  }

  /** Notes the question that a VM shows now, and since when it is known. */
  #noteQuestion(key: VmKey, question: VmQuestion | undefined): void {
    const before = this.questions.get(key)
    if (question) {
      if (before && isDeepStrictEqual(before.question, question)) return
      // Another question under the id of an old one was raised now.
      const raisedAt = before && asksTheSame(before.question, question) ? before.raisedAt : this.#now()
      this.#putQuestion(key, { question, raisedAt })
    } else if (before) {
      this.questions.delete(key)
      this.#questionChanges.push({ kind: 'question', vm: key, question: undefined, raisedAt: before.raisedAt })
    }
  }

  /** A better source than our own eyes says when a question was raised. */
  correctRaisedAt(vm: VmKey, questionId: string, raisedAt: string): void {
    const known = this.questions.get(vm)
    if (known?.question.id === questionId && raisedAt < known.raisedAt) {
      this.#putQuestion(vm, { question: known.question, raisedAt })
    }
  }

  #putQuestion(vm: VmKey, raised: RaisedQuestion): void {
    this.questions.set(vm, raised)
    this.#questionChanges.push({ kind: 'question', vm, ...raised })
  }

  /**
   * Views that are different since the last call. VMs come before the questions and tasks that name them; how far a task
   * has come before the question that stops it there; how it ended after the question, which has been answered by then.
   */
  takeChanges(): InventoryChange[] {
    const { whole, figures } = this.#hostTable.takeChanged()
    const hosts = [...whole, ...figures].flatMap((moid) => this.#changeOfHost(moid))
    const datastores = this.#datastoreTable.takeChanged().whole.flatMap((moid) => this.#changeOfDatastore(moid))
    const ofVms = this.#vmTable.takeChanged()
    const vms = [
      ...ofVms.whole.flatMap((moid) => this.#changeOfVm(moid)),
      ...ofVms.figures.flatMap((moid) => this.#figuresOfVm(moid)),
    ]
    const { goingOn, over } = this.tasks.takeChanges()
    const questions = this.#questionChanges
    this.#questionChanges = []
    return [...hosts, ...datastores, ...vms, ...goingOn, ...questions, ...over]
  }

  #changeOfHost(moid: Moid): InventoryChange[] {
    const key = hostKey(this.#connection, moid)
    const row = this.#hostTable.rows.get(moid)
    const host = row && hostView(this.#connection, row.obj, row.properties, row.figuresAt)
    const before = this.hosts.get(key)
    if (host?.name !== before?.name || host?.connectionState !== before?.connectionState) this.#touchVmsOn(moid)
    return replace(this.hosts, key, host) ? [{ kind: 'host', key, host }] : []
  }

  /** VMs show the name of their host, and whether the server has contact with it. */
  #touchVmsOn(host: Moid): void {
    for (const [moid, { properties }] of this.#vmTable.rows) {
      if (asRef(properties.get('runtime.host'))?.value === host) this.#vmTable.touch(moid)
    }
  }

  #changeOfDatastore(moid: Moid): InventoryChange[] {
    const key = datastoreKey(this.#connection, moid)
    const row = this.#datastoreTable.rows.get(moid)
    const datastore = row && datastoreView(this.#connection, row.obj, row.properties)
    this.#countRoles(this.rolesOf.datastores, this.datastores.get(key)?.roles, datastore?.roles)
    return replace(this.datastores, key, datastore) ? [{ kind: 'datastore', key, datastore }] : []
  }

  #changeOfVm(moid: Moid): InventoryChange[] {
    const key = vmKey(this.#connection, moid)
    const row = this.#vmTable.rows.get(moid)
    this.tasks.list(moid, asRefs(row?.properties.get('recentTask')))
    // Without contact, or the right to look, nobody knows whether the question still waits; it stays until the server
    // says otherwise.
    const isTold = !row || (row.isCurrent && !row.missing.has('runtime.question'))
    if (isTold) this.#noteQuestion(key, readQuestion(row?.properties.get('runtime.question')))
    const vm = row && vmView(row.obj, row.properties, this.contextOf(row))
    this.#countRoles(this.rolesOf.vms, this.vms.get(key)?.roles, vm?.roles)
    return replace(this.vms, key, vm) ? [{ kind: 'vm', key, vm }] : []
  }

  /** Read of every VM again and again: the rest of its view stays. */
  #figuresOfVm(moid: Moid): InventoryChange[] {
    const key = vmKey(this.#connection, moid)
    const row = this.#vmTable.rows.get(moid)
    const before = this.vms.get(key)
    if (!row || !before) return this.#changeOfVm(moid)
    const vm = withFigures(before, row.properties, row.figuresAt)
    if (vm === before) return []
    this.vms.set(key, vm)
    return [{ kind: 'vm', key, vm }]
  }

  #countRoles(counts: Map<string, number>, before: number[] | undefined, after: number[] | undefined): void {
    const [gone, come] = [before?.join(), after?.join()]
    if (gone === come) return
    this.#rolesChanged = true
    if (come !== undefined) counts.set(come, (counts.get(come) ?? 0) + 1)
    if (gone === undefined) return
    const left = (counts.get(gone) ?? 1) - 1
    if (left === 0) counts.delete(gone)
    else counts.set(gone, left)
  }

  /** Whether the account's roles on some VM or datastore are others than at the last call. */
  takeRolesChanged(): boolean {
    const changed = this.#rolesChanged
    this.#rolesChanged = false
    return changed
  }

  /** What a view of a VM needs beside its properties. */
  contextOf(row: Pick<TableRow, 'isCurrent' | 'detailVersion' | 'missing' | 'figuresAt'>): VmContext {
    const { isCurrent, detailVersion, missing, figuresAt } = row
    return {
      connection: this.#connection,
      hostName: (host) => this.#host(host)?.name,
      hostState: (host) => this.#host(host)?.connectionState,
      ourTime: (text) => this.#clock.ourTime(text),
      isCurrent,
      detailVersion,
      missing,
      figuresAt,
    }
  }
}

/** @returns whether the view is another than before. */
function replace<Key, View>(views: Map<Key, View>, key: Key, view: View | undefined): boolean {
  if (view === undefined) return views.delete(key)
  if (isDeepStrictEqual(views.get(key), view)) return false
  views.set(key, view)
  return true
}
