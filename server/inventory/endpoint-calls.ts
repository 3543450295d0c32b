import { readDatastorePath } from '@/lib/names/datastore-path'
import type { RunRequest } from '@/lib/runs/verb'
import type { ConnectionKind } from '@/lib/vsphere/connection'
import { moRef, vmKey, type ConnectionId, type Moid, type MoRef } from '@/lib/vsphere/ids'
import type { DiskHolder } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { VimFault } from '../vsphere/errors'
import { objectGone, retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asObject } from '../vsphere/wire-value'
import { endpointAccess, type EndpointAccess } from './access'
import type { Inventory } from './contract'
import { readDiskHolders } from './disk-holder'
import type { LookedAt } from './figure-reading'
import type { HostClock } from './host-clock'
import { hostHistory } from './host-history'
import type { InventoryModel } from './model'
import { tellsOnlyNew } from './only-new-questions'
import { readQuestion } from './question'
import { readBeforeRuns, readRecentTasks, type ReadBeforeRun } from './read-before-run'
import { createReadTogether } from './read-together'
import { startTask } from './start-task'
import { resultOf, type TaskEnds } from './task-end'
import { readVmDetail } from './vm-detail'
import type { WatchedRights } from './watched-rights'
import { needTold } from './withheld'

type Ports = {
  connection: ConnectionId
  user: string
  model: InventoryModel
  clock: HostClock
  rights: WatchedRights
  ends: TaskEnds
  lookedAt: LookedAt
  /** The session while there is contact. Throws WireError. */
  session: () => Session
  server: () => ConnectionKind
  /** The model has been told something. */
  onTold: () => void
  now: () => number
}

/** Where a question counts before its task is told, it comes at once, and is answered within this time. */
const soonMs = 8

/** A folder on a slow datastore takes its time; after this nobody waits for it any more. */
const endOfTaskMs = 90_000

/**
 * What an inventory is asked beside the stream: calls to its endpoint while there is contact, with what is known of it. Each
 * rejects with VimFault or WireError, as ./contract.ts has it.
 */
export class EndpointCalls implements Pick<
  Inventory,
  | 'readBeforeRun'
  | 'startTask'
  | 'readRecentTasks'
  | 'followTask'
  | 'readQuestion'
  | 'answerVm'
  | 'cancelTask'
  | 'readVmDetail'
  | 'readDiskHolders'
  | 'history'
  | 'access'
> {
  readonly #ports: Ports
  /** VMs of which whatever is asked after the last reading counts, whether its task is told or not. */
  readonly #onlyNew = new Set<Moid>()
  /** Tasks that are followed soon. */
  readonly #soon = new Set<Moid>()
  readonly #readBefore: (vm: Moid) => Promise<ReadBeforeRun>

  constructor(ports: Ports) {
    this.#ports = ports
    this.#readBefore = createReadTogether<Moid, ReadBeforeRun>({
      read: (vms) => this.#readBeforeRuns(vms),
      missing: (vm) => objectGone(virtualMachine(vm)),
      isAboutOne: (error) => error instanceof VimFault,
    })
  }

  async readBeforeRun(vm: Moid) {
    const read = await this.#readBefore(vm)
    const onlyNew = tellsOnlyNew(read, {
      server: this.#ports.server(),
      isAsked: this.#ports.model.questions.has(vmKey(this.#ports.connection, vm)),
      hasToldEnd: (task) => this.#ports.model.tasks.hasToldEnd(task),
    })
    if (onlyNew) this.#onlyNew.add(vm)
    else this.#onlyNew.delete(vm)
    const { listed: _, ...before } = read
    const missing = await this.#ports.rights.missingNow(before.view.roles)
    return {
      ...before,
      server: this.#ports.server(),
      ...withoutUndefined({ missing }),
      ...(onlyNew && { tellsOnlyNew: true as const }),
    }
  }

  async #readBeforeRuns(vms: readonly Moid[]) {
    const detailVersions = new Map(
      vms.map((vm) => [vm, this.#ports.model.vms.get(vmKey(this.#ports.connection, vm))?.detailVersion ?? 0]),
    )
    return readBeforeRuns(this.#ports.session(), vms.map(virtualMachine), ({ vm, missing }) => {
      const detailVersion = detailVersions.get(vm.value) ?? 0
      return this.#ports.model.contextOf({ isCurrent: true, detailVersion, missing, figuresAt: this.#iso() })
    })
  }

  async startTask(vm: Moid, request: RunRequest) {
    const onlyNew = this.#onlyNew.delete(vm)
    const starting = startTask(this.#ports.session(), virtualMachine(vm), request)
    const started = await this.#ports.rights.noteRefusal(virtualMachine(vm), starting)
    // What it does, and asks, is wanted at once: the run has it recorded first.
    if (started.kind === 'task') this.#followStarted(started.task.value, onlyNew)
    return started
  }

  async readRecentTasks(vm?: Moid) {
    const about = { connection: this.#ports.connection, signedInAs: this.#ports.user }
    return readRecentTasks(this.#ports.session(), vm && virtualMachine(vm), about)
  }

  /** A host that may do one thing after the other is not asked to tell of the task while it could be answered. */
  #followStarted(task: Moid, onlyNew: boolean): void {
    if (!onlyNew) return this.followTask(task)
    this.#soon.add(task)
    setTimeout(() => {
      this.#soon.delete(task)
      this.followTask(task)
    }, soonMs)
  }

  followTask(task: Moid): void {
    if (this.#soon.has(task)) return
    this.#ports.model.tasks.follow(moRef('Task', task))
    this.#ports.onTold()
  }

  async readQuestion(vm: Moid) {
    const { properties, missing } = await retrieveOne(this.#ports.session(), virtualMachine(vm), ['runtime.question'])
    needTold(missing, 'runtime.question')
    return readQuestion(properties.get('runtime.question'))
  }

  async answerVm(vm: Moid, questionId: string, answerChoice: string): Promise<void> {
    const call = this.#ports.session().call('AnswerVM', virtualMachine(vm), { questionId, answerChoice })
    await this.#ports.rights.noteRefusal(virtualMachine(vm), call)
  }

  async cancelTask(task: Moid): Promise<void> {
    await this.#ports.session().call('CancelTask', moRef('Task', task))
  }

  async readVmDetail(vm: Moid) {
    const stores = new Map([...this.#ports.model.datastores.values()].map(({ moid, name }) => [moid as string, name]))
    const datastoreName = (moid: string) => stores.get(moid)
    this.#ports.lookedAt.note(virtualMachine(vm))
    const ourTime = (text: string | undefined) => this.#ports.clock.ourTime(text)
    const names = { connection: this.#ports.connection, datastoreName, ourTime }
    const detail = await readVmDetail(this.#ports.session(), virtualMachine(vm), names)
    return { ...detail, readAt: new Date(this.#ports.now()).toISOString() }
  }

  async readDiskHolders(vm: Moid, file?: string) {
    const holders = await readDiskHolders(this.#ports.session(), virtualMachine(vm), file)
    return holders
      .map(({ vm: { value }, name, path }): DiskHolder => {
        const view = this.#ports.model.vms.get(vmKey(this.#ports.connection, value))
        const host = view?.host?.name
        return {
          name,
          path: readDatastorePath(path),
          powerState: view?.powerState ?? 'unknown',
          ...withoutUndefined({ host }),
        }
      })
      .toSorted((a, b) => Number(b.powerState === 'poweredOn') - Number(a.powerState === 'poweredOn'))
  }

  history() {
    const isHidden = (task: MoRef) => this.#ports.model.tasks.isHidden(task)
    return hostHistory(this.#ports.session(), {
      connection: this.#ports.connection,
      clock: this.#ports.clock,
      isHidden,
    })
  }

  access(): EndpointAccess {
    const session = this.#ports.session()
    const isHostsOwn = this.#ports.server() === 'esx' && this.#ports.clock.offsetMs !== undefined
    const access = endpointAccess(this.#ports.connection, session, {
      hostTime: isHostsOwn ? (text) => this.#ports.clock.ourTime(text) : undefined,
      missingWith: (roles) => this.#ports.rights.missingNow(roles),
      show: (task) => this.followTask(task.value),
      endOf: async (task) => {
        const isOver = this.#ports.model.tasks.hide(task)
        this.#ports.onTold()
        if (!isOver) return this.#ports.ends.of(task, endOfTaskMs)
        // Of one that ended before anybody waited for it, the stream has nothing more to tell.
        const { properties, missing } = await retrieveOne(session, task, ['info'])
        needTold(missing, 'info')
        return resultOf(asObject(properties.get('info')) ?? {})
      },
    })
    return { ...access, call: (...call) => this.#ports.rights.noteRefusal(call[1], access.call(...call)) }
  }

  #iso(): string {
    return new Date(this.#ports.now()).toISOString()
  }
}

const virtualMachine = (vm: Moid) => moRef('VirtualMachine', vm)
