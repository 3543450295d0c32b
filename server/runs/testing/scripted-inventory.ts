/** For tests: an Inventory that does what a test says, keeps a list of the calls it got, and never reaches a host. */
import { moid, moRef, splitKey, taskKey, vmKey, type ConnectionId, type TaskKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import type { ConnectionState, ServerIdentity } from '@/lib/vsphere/connection'
import type { Inventory, InventoryChange, RecentTasks, StartedTask, VmBeforeRun } from '../../inventory/contract'
import { withoutUndefined } from '@/lib/without-undefined'
import type { HostHistory } from '../../inventory/host-history'
import { VimFault, WireError } from '../../vsphere/errors'
import type { TaskReport } from '../task-reports'

export const fault = (type: string, message = type, chain: { key?: string; message: string }[] = []) =>
  new VimFault({ type, message, chain })

export type ScriptedInventory = Inventory & {
  /** The same for those who only show what it tells: they are told first, and are no followers. */
  readonly asShown: Inventory
  /** What was called, in order: `startTask 12 powerOn`. */
  readonly calls: string[]
  /** Set by a test to let a call fail, wait or say something else. */
  on: {
    readBeforeRun?: () => Promise<VmBeforeRun>
    startTask?: () => Promise<StartedTask>
    readRecentTasks?: () => Promise<RecentTasks>
    answerVm?: () => Promise<void>
    cancelTask?: () => Promise<void>
    readQuestion?: () => Promise<VmQuestion | undefined>
    history?: () => HostHistory
    clockOffsetMs?: number
    /** Another server answers at the address. */
    otherServer?: ServerIdentity
  }
  putVm(vm: Omit<Partial<VmView>, 'moid'> & { moid: string }): VmView
  dropVm(vm: string): void
  putTask(task: Omit<Partial<TaskView>, 'vm'> & { moid: string; vm: string }): TaskView
  /** @param raisedAt now, unless a better source than its own eyes says otherwise. */
  ask(vm: string, question: VmQuestion | undefined, raisedAt?: string): void
  contact(state: ConnectionState): void
  /** Lets happen what a run hears as this report. */
  report(task: string, report: TaskReport): void
  /** How many answers were said to be coming that have not left. */
  answersComing(): number
  /** How many listen to changes, of which there are none but runs that follow. */
  followers(task: string): number
}

export function scriptedInventory(id: ConnectionId, options: { now: () => number; log?: string[] }): ScriptedInventory {
  const iso = () => new Date(options.now()).toISOString()
  const calls: string[] = []
  const vms: Map<ReturnType<typeof vmKey>, VmView> = new Map()
  const tasks: Map<TaskKey, TaskView> = new Map()
  const questions: Map<ReturnType<typeof vmKey>, { question: VmQuestion; raisedAt: string }> = new Map()
  const listeners = new Set<(changes: readonly InventoryChange[]) => void>()
  const screens = new Set<(changes: readonly InventoryChange[]) => void>()
  const followed = new Set<string>()
  const coming = new Set<object>()
  let state: ConnectionState = { at: 'live', since: iso(), lastAnswerAt: iso() }
  let nextTask = 1

  const called = (text: string) => {
    calls.push(text)
    options.log?.push(`call ${text.split(' ')[0] ?? ''}`)
  }
  const tell = (...changes: InventoryChange[]) => [...screens, ...listeners].forEach((listener) => listener(changes))
  const vmOf = (task: TaskKey) => splitKey(tasks.get(task)?.vm ?? '')?.moid ?? ''
  const key = (vm: string) => vmKey(id, moid(vm))

  const scripted: ScriptedInventory = {
    id,
    get asShown() {
      return shown
    },
    get state() {
      return state
    },
    endpointKind: 'esx',
    product: undefined,
    oldTls: undefined,
    rights: undefined,
    certificate: undefined,
    otherCertificate: undefined,
    get clockOffsetMs() {
      return scripted.on.clockOffsetMs
    },
    get otherServer() {
      return scripted.on.otherServer
    },
    vms,
    hosts: new Map(),
    datastores: new Map(),
    tasks,
    questions,
    calls,
    on: {},
    onChanges(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start: () => undefined,
    retryNow: () => undefined,
    close: async () => undefined,
    async readBeforeRun(vm) {
      called(`readBeforeRun ${vm}`)
      if (scripted.on.readBeforeRun) return scripted.on.readBeforeRun()
      const view = vms.get(key(vm))
      if (!view) throw fault('ManagedObjectNotFound')
      const question = questions.get(key(vm))?.question
      const unfinishedTasks = [...tasks.values()].filter(
        (task) => task.vm === key(vm) && (task.state === 'queued' || task.state === 'running'),
      )
      return { view, unfinishedTasks, ...(question ? { question } : {}) }
    },
    async startTask(vm, request) {
      called(`startTask ${vm} ${request.verb}`)
      if (scripted.on.startTask) return scripted.on.startTask()
      const task = `task-${nextTask++}`
      scripted.putTask({ moid: task, vm })
      return { kind: 'task', task: moRef('Task', task) }
    },
    async readRecentTasks(vm) {
      called(`readRecentTasks ${vm}`)
      if (scripted.on.readRecentTasks) return scripted.on.readRecentTasks()
      const ofVm = [...tasks.values()].filter((task) => vm === undefined || task.vm === key(vm))
      return { tasks: ofVm, unread: 0, hostNow: iso(), user: 'root', userIsSaid: true }
    },
    followTask(task) {
      called(`followTask ${task}`)
      followed.add(task)
    },
    async readQuestion(vm) {
      called(`readQuestion ${vm}`)
      return scripted.on.readQuestion ? scripted.on.readQuestion() : questions.get(key(vm))?.question
    },
    expectAnswer() {
      const answer = {}
      coming.add(answer)
      return () => void coming.delete(answer)
    },
    async answerVm(vm, questionId, choiceKey) {
      called(`answerVm ${vm} ${questionId} ${choiceKey}`)
      await scripted.on.answerVm?.()
    },
    async cancelTask(task) {
      called(`cancelTask ${task}`)
      await scripted.on.cancelTask?.()
    },
    readVmDetail: () => Promise.reject(fault('NotImplemented')),
    readDiskHolders: () => Promise.reject(fault('NotImplemented')),
    noteLook: () => {},
    history() {
      if (!scripted.on.history) throw new WireError('unreachable', 'No history was scripted.')
      return scripted.on.history()
    },
    access() {
      throw fault('NotImplemented')
    },
    putVm(vm) {
      const view: VmView = {
        name: `vm ${vm.moid}`,
        storedName: `vm ${vm.moid}`,
        powerState: 'poweredOff',
        connectionState: 'connected',
        isTemplate: false,
        snapshotCount: 0,
        detailVersion: 1,
        ...vms.get(key(vm.moid)),
        ...vm,
        key: key(vm.moid),
        connection: id,
        moid: moid(vm.moid),
      }
      vms.set(view.key, view)
      tell({ kind: 'vm', key: view.key, vm: view })
      return view
    },
    dropVm(vm) {
      vms.delete(key(vm))
      const asked = questions.delete(key(vm))
      tell({ kind: 'vm', key: key(vm), vm: undefined })
      if (asked) tell({ kind: 'question', vm: key(vm), question: undefined, raisedAt: iso() })
    },
    putTask({ moid: task, vm, ...changes }) {
      const at = taskKey(id, moid(task))
      const view: TaskView = {
        name: 'PowerOnVM_Task',
        descriptionId: 'VirtualMachine.powerOn',
        entityName: vms.get(key(vm))?.name ?? vm,
        state: 'running',
        cancelable: false,
        cancelled: false,
        queueTime: iso(),
        ...tasks.get(at),
        ...changes,
        key: at,
        connection: id,
        vm: key(vm),
      }
      tasks.set(at, view)
      tell({ kind: 'task', key: at, task: view })
      return view
    },
    ask(vm, question, raisedAt = iso()) {
      if (question) questions.set(key(vm), { question, raisedAt })
      else questions.delete(key(vm))
      tell({ kind: 'question', vm: key(vm), question, raisedAt })
    },
    contact(next) {
      state = next
      tell({ kind: 'connection', state, product: undefined, endpointKind: 'esx' })
    },
    report(task, report) {
      const at = taskKey(id, moid(task))
      switch (report.kind) {
        case 'contact-lost':
          return scripted.contact({ at: 'lost', since: iso(), reason: report.reason })
        case 'contact-back':
          return scripted.contact({ at: 'live', since: iso(), lastAnswerAt: iso() })
        case 'task-gone':
          tasks.delete(at)
          return tell({ kind: 'task', key: at, task: undefined, ...withoutUndefined({ withheld: report.withheld }) })
        case 'vm-gone':
          return scripted.dropVm(vmOf(at))
        default:
          throw new Error(`use the host's own ways to ${report.kind}`)
      }
    },
    answersComing: () => coming.size,
    followers: (task) => (followed.has(task) ? listeners.size : 0),
  }
  const shown: Inventory = Object.create(scripted, {
    onChanges: {
      value: (listener: (changes: readonly InventoryChange[]) => void) => {
        screens.add(listener)
        return () => void screens.delete(listener)
      },
    },
  })
  return scripted
}
