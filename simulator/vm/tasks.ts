import { SimFault } from '../vim25/faults'
import { taskLabel } from '../vim25/task-labels'
import { isDataObject, ref, Ref, type DataObject } from '../vim25/value'
import { newChainId, postEvent, postVmEvent } from '../world/events'
import { addRef, dropRef, nameOf, refsAt } from '../world/inventory-walk'
import { managerRef } from '../world/managers'
import { quirksOf } from '../world/quirks'
import { settingsOf } from '../world/vm-traits'
import { perWorld, type World } from '../world/world'
import { refuseOutOfReach } from './contact'
import { pendingQuestionText } from './questions'
import { perform, type RunningTask, type TaskAtWork, type TaskOutcome } from './task-work'

/** What a task is and what it does. */
export type TaskSpec = {
  /** The method that started it, e.g. `PowerOnVM_Task`; empty for work that says of itself nothing at all. */
  method: string
  /** e.g. `VirtualMachine.powerOn`. */
  descriptionId: string
  entity?: Ref
  /** Who called; absent for work that the host does by itself. */
  userName?: string
  /** Whether CancelTask is taken. Power operations and reconfiguration are not cancelable on real hosts. */
  cancelable?: boolean
  /** Work that changes a VM keeps everybody else off it until it ends. */
  exclusive?: boolean
  /**
   * The work; what it returns is `info.result`. The task is published as running with the first `work`, `progress` or
   * question, or at its end; a first question is there before `running` is.
   */
  run(task: RunningTask): unknown
}

type Live = TaskAtWork & { readonly spec: TaskSpec }
const live = perWorld(() => ({
  byTask: new Map<string, Live>(),
  holding: new Map<string, Ref>(),
  /** How finished tasks ended, oldest first; they outlive the Task objects. */
  finished: [] as DataObject[],
}))

/** Simulated milliseconds that a task stays queued. */
const queuedMs = 120
/** Real milliseconds for which a finished task is still listed and readable. */
export const keptAfterEndMs = 10 * 60_000
/** Hosts list a limited number of recent tasks. */
const recentTasksKept = 200
const historyKept = 5_000

/** Throw QuestionPending or TaskInProgress when something else is going on with the VM, and what `refuseOutOfReach` throws. */
export function refuseIfBusy(world: World, vm: Ref): void {
  refuseOutOfReach(world, vm)
  refuseIfAtWork(world, vm)
}

/** Throw QuestionPending or TaskInProgress when something else is going on with the VM, within reach or not. */
export function refuseIfAtWork(world: World, vm: Ref): void {
  const question = pendingQuestionText(world, vm)
  if (question !== undefined) {
    throw new SimFault(
      'QuestionPending',
      { text: question },
      `The operation cannot be performed while a question is pending: ${question}`,
    )
  }
  const holder = live(world).holding.get(vm.key)
  if (holder !== undefined) throw new SimFault('TaskInProgress', { task: holder })
}

/** Start a task and return its reference; the work begins in a later tick. Throws QuestionPending, TaskInProgress. */
export function startTask(world: World, spec: TaskSpec): Ref {
  if (spec.exclusive && spec.entity !== undefined) refuseIfBusy(world, spec.entity)
  const task = ref('Task', newTaskId(world, spec))
  const chainId = newChainId(world)
  const userName = spec.userName ?? settingsOf(world).userName
  const info: DataObject = {
    key: task.value,
    task,
    ...(spec.descriptionId !== '' && {
      description: { key: spec.descriptionId, message: taskLabel(spec.descriptionId) },
    }),
    ...(spec.method !== '' && { name: spec.method }),
    descriptionId: spec.descriptionId,
    ...(spec.entity && { entity: spec.entity, entityName: nameOf(world, spec.entity) }),
    ...(spec.exclusive && spec.entity && { locked: [spec.entity] }),
    state: 'queued',
    cancelled: false,
    cancelable: spec.cancelable ?? false,
    reason:
      spec.userName === undefined || quirksOf(world).hidesStarters
        ? { $type: 'TaskReasonSystem' }
        : { $type: 'TaskReasonUser', userName },
    queueTime: world.clock.now(),
    eventChainId: chainId,
  }
  world.put({ ref: task, props: { info } })
  const entry: Live = {
    ref: task,
    cancel: () => undefined,
    work: (running) => spec.run(running),
    spec,
    finished: false,
  }
  live(world).byTask.set(task.key, entry)
  if (spec.exclusive && spec.entity !== undefined) live(world).holding.set(spec.entity.key, task)
  listRecent(world, spec.entity, task)
  postTaskEvent(world, spec, task, chainId)
  const stopQueue = world.clock.after(
    queuedMs,
    () => void perform(world, entry, { chainId, userName }, (outcome) => end(world, entry, outcome)),
  )
  entry.cancel = () => {
    stopQueue()
    end(world, entry, { error: new SimFault('RequestCanceled') })
  }
  return task
}

function end(world: World, entry: Live, outcome: TaskOutcome): void {
  if (entry.finished) return
  entry.finished = true
  const { spec } = entry
  const state = live(world)
  if (spec.entity !== undefined && state.holding.get(spec.entity.key) === entry.ref)
    state.holding.delete(spec.entity.key)
  world.update(entry.ref, {
    'info.state': 'error' in outcome ? 'error' : 'success',
    'info.completeTime': world.clock.now(),
    'info.progress': undefined,
    'info.locked': undefined,
    ...('error' in outcome
      ? { 'info.error': outcome.error.localized() }
      : { 'info.result': outcome.result ?? undefined }),
  })
  state.byTask.delete(entry.ref.key)
  const info = world.prop(entry.ref, 'info')
  if (isDataObject(info)) state.finished.push(info)
  if (state.finished.length > historyKept * 1.2) state.finished.splice(0, state.finished.length - historyKept)
  world.clock.wait(keptAfterEndMs, () => forget(world, spec.entity, entry.ref))
}

function forget(world: World, entity: Ref | undefined, task: Ref): void {
  dropRef(world, managerRef(world.product, 'taskManager'), 'recentTask', task)
  if (entity !== undefined) dropRef(world, entity, 'recentTask', task)
  world.remove(task)
}

function listRecent(world: World, entity: Ref | undefined, task: Ref): void {
  const manager = managerRef(world.product, 'taskManager')
  const recent = [...refsAt(world, manager, 'recentTask'), task]
  // However many there are, what is not finished stays listed.
  for (let at = 0; at < recent.length && recent.length > recentTasksKept;) {
    const oldest = recent[at]
    if (oldest !== undefined && !live(world).byTask.has(oldest.key)) recent.splice(at, 1)
    else at++
  }
  world.update(manager, { recentTask: recent })
  if (entity !== undefined && world.get(entity) !== undefined) addRef(world, entity, 'recentTask', task)
}

/** `haTask-12-vim.VirtualMachine.powerOn-3385` on a host, `task-3385` on vCenter. */
function newTaskId(world: World, spec: TaskSpec): string {
  if (world.product === 'vcenter') return world.newId('task-')
  return `haTask-${spec.entity?.value ?? ''}-vim.${spec.descriptionId}-${world.newId('').padStart(3, '0')}`
}

function postTaskEvent(world: World, spec: TaskSpec, task: Ref, chainId: number): void {
  const info = world.prop(task, 'info')
  const message = `Task: ${taskLabel(spec.descriptionId)}`
  const more = { userName: spec.userName ?? '', chainId, fields: { info } }
  if (spec.entity?.type === 'VirtualMachine') postVmEvent(world, spec.entity, 'TaskEvent', message, more)
  else postEvent(world, { type: 'TaskEvent', message, ...(spec.entity && { about: spec.entity }), ...more })
}

/**
 * CancelTask. It is a request: the task ends in error RequestCanceled at its next pause.
 * Throws InvalidState when it has finished, NotSupported when it is not cancelable.
 */
export function cancelTask(world: World, task: Ref): void {
  const entry = live(world).byTask.get(task.key)
  if (entry === undefined || entry.finished) throw new SimFault('InvalidState', {}, 'The task has already completed.')
  if (world.prop(task, 'info.cancelable') !== true) {
    throw new SimFault('NotSupported', {}, 'The operation is not supported on the object: the task cannot be canceled.')
  }
  world.update(task, { 'info.cancelled': true })
  entry.cancel()
}

/** `TaskInfo` of all tasks that are remembered: the finished ones in the order of their ends, then the others. */
export function taskHistory(world: World): readonly DataObject[] {
  const { finished, byTask } = live(world)
  return [...finished, ...[...byTask.values()].map((entry) => world.prop(entry.ref, 'info')).filter(isDataObject)]
}

/**
 * The host's management agent starts anew: it knows no task any more, finished or not. What was under way goes on unseen,
 * for the machines themselves keep running.
 */
export function loseTasks(world: World): void {
  const state = live(world)
  for (const entry of state.byTask.values()) entry.finished = true
  state.byTask.clear()
  state.holding.clear()
  for (const { ref: task } of world.byType('Task')) {
    const entity = world.prop(task, 'info.entity')
    forget(world, entity instanceof Ref ? entity : undefined, task)
  }
}

/** The end of a task, for tests and for work that waits for other work. */
export function taskEnd(world: World, task: Ref): Promise<'success' | 'error'> {
  return new Promise((resolve) => {
    const look = () => {
      const state = world.prop(task, 'info.state')
      if (state !== 'success' && state !== 'error') return false
      resolve(state)
      return true
    }
    if (look()) return
    const stop = world.on((change) => {
      if (change.ref instanceof Ref && change.ref.key === task.key && look()) stop()
    })
  })
}
