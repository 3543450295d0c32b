import { isDeepStrictEqual } from 'node:util'
import type { MoRef } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { TaskView } from '@/lib/vsphere/task'
import type { StreamFilter } from '../vsphere/property-stream'
import type { ObjectUpdate } from '../vsphere/update-set'
import { asObject, type WireValue } from '../vsphere/wire-value'
import type { TaskReport } from './contract'
import { readQuestion } from './question'

type Ports = {
  putTask: (task: MoRef, info: WireValue | undefined) => TaskView | undefined
  noteQuestion: (question: VmQuestion | undefined) => { question: VmQuestion | undefined; raisedAt: string }
}

/**
 * One filter on a task's info and on its VM's `runtime.question`, so that a question is never missed, whenever it is
 * raised. It is made anew with the stream, and then tells the full present state.
 */
export class TaskFollower implements StreamFilter {
  readonly #task: MoRef
  readonly #vm: MoRef
  readonly #listener: (report: TaskReport) => void
  readonly #ports: Ports
  #taskGone = false
  #vmGone = false
  #contactLost = false
  /** Servers repeat themselves; a listener hears each state once. */
  #told: TaskView | undefined

  constructor(task: MoRef, vm: MoRef, listener: (report: TaskReport) => void, ports: Ports) {
    this.#task = task
    this.#vm = vm
    this.#listener = listener
    this.#ports = ports
  }

  spec() {
    const objects = [...(this.#taskGone ? [] : [{ obj: this.#task }]), ...(this.#vmGone ? [] : [{ obj: this.#vm }])]
    if (objects.length === 0) return undefined
    const properties = [
      { type: 'Task', paths: ['info'] },
      { type: 'VirtualMachine', paths: ['runtime.question'] },
    ]
    return { properties, objects }
  }

  loseContact(reason: string): void {
    if (this.#contactLost) return
    this.#contactLost = true
    this.#listener({ kind: 'contact-lost', reason })
  }

  onStart(): void {
    this.#told = undefined
    this.#regain()
  }

  #regain(): void {
    if (!this.#contactLost) return
    this.#contactLost = false
    this.#listener({ kind: 'contact-back' })
  }

  /**
   * How far a task has come is told before the question that stops it there; how it ended after the question, which
   * has been answered by then.
   */
  onUpdates(updates: readonly ObjectUpdate[]): void {
    this.#regain()
    const ofTask = updates.filter(({ obj }) => obj.value === this.#task.value)
    for (const update of ofTask) if (goesOn(update)) this.#tellTask(update)
    for (const update of updates) if (update.obj.value === this.#vm.value) this.#tellVm(update)
    for (const update of ofTask) if (!goesOn(update)) this.#tellTask(update)
  }

  #tellVm({ kind, changes }: ObjectUpdate): void {
    if (kind === 'leave') {
      this.#ports.noteQuestion(undefined)
      if (!this.#vmGone) this.#listener({ kind: 'vm-gone' })
      this.#vmGone = true
      return
    }
    const change = changes.findLast(({ name }) => name === 'runtime.question')
    if (!change && kind !== 'enter') return
    this.#listener({ kind: 'question', ...this.#ports.noteQuestion(readQuestion(change?.value)) })
  }

  #tellTask({ kind, changes }: ObjectUpdate): void {
    const info = changes.findLast(({ name }) => name === 'info')
    const task = info && this.#ports.putTask(this.#task, info.value)
    if (task && !isDeepStrictEqual(task, this.#told)) {
      this.#told = task
      this.#listener({ kind: 'task', task })
    }
    if (kind !== 'leave') return
    if (!this.#taskGone) this.#listener({ kind: 'task-gone' })
    this.#taskGone = true
  }
}

function goesOn({ kind, changes }: ObjectUpdate): boolean {
  const info = changes.findLast(({ name }) => name === 'info')?.value
  const state = asObject(info)?.state
  return kind !== 'leave' && (state === 'queued' || state === 'running')
}
