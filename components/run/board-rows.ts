import { compareText } from '@/lib/compare-text'
import type { LiveTables } from '@/lib/live/live-state'
import { percentOf, type RunView, vmOf } from '@/lib/runs/run'
import { runLabel, runName, runRest } from '@/lib/runs/run-label'
import type { ConnectionId, RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { taskLabel, taskMethod } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import { isOpenQuestion } from '../question/questions'

/** What can be done to stop a task, and if nothing, why. */
export type CancelOffer =
  | { at: 'offered'; task: TaskKey }
  /** What it does is no task of vSphere: an upload. */
  | { at: 'offered'; run: RunId }
  | { at: 'requested'; since?: string }
  | { at: 'not-cancelable'; because: string }

/** A task or run that moves. What a question has stopped, or what asks a person before it starts, stands above. */
export type RunningRow = {
  id: string
  connection: ConnectionId
  vm?: VmKey
  name: string
  label: string
  /** What there is to say beside name and label: ` to [ssd-01] iso`. */
  rest?: string
  /** 0..100; undefined when the host gives none. */
  percent?: number
  queued: boolean
  startedAt: string
  by?: string
  cancel: CancelOffer
  run?: RunView
}

/** Everything that runs, whoever started it, longest first. */
export function runningRows(tables: Pick<LiveTables, 'tasks' | 'runs' | 'questions'>): RunningRow[] {
  const blockedTasks = new Set<string>()
  const blockedVms = new Set<string>()
  for (const question of Object.values(tables.questions)) {
    if (!isOpenQuestion(question)) continue
    if (question.task) blockedTasks.add(question.task.key)
    blockedVms.add(question.vm)
  }
  const rows: RunningRow[] = []
  const shown = new Set<string>()
  for (const task of Object.values(tables.tasks)) {
    if (task.state !== 'queued' && task.state !== 'running') continue
    const run = task.run ? tables.runs[task.run] : undefined
    if (run) shown.add(run.id)
    if (!blockedTasks.has(task.key)) rows.push(taskRow(task, run))
  }
  for (const run of Object.values(tables.runs)) {
    // Not in the table of tasks: it has not started one yet, or what it does is no task to vSphere.
    if (run.state.at === 'ended' || run.state.at === 'held' || shown.has(run.id)) continue
    if (run.state.at === 'waiting' && blockedVms.has(vmOf(run)?.key ?? '')) continue
    rows.push(runRow(run))
  }
  return rows.sort((a, b) => compareText(a.startedAt, b.startedAt) || compareText(a.id, b.id))
}

function taskRow(task: TaskView, run: RunView | undefined): RunningRow {
  const live = run && run.state.at !== 'ended' ? run : undefined
  const by = run?.actor.kind === 'person' ? run.actor.name : task.startedBy
  return {
    // The row of a run keeps its place when its task appears.
    id: live ? `run:${live.id}` : `task:${task.key}`,
    connection: task.connection,
    ...(task.vm ? { vm: task.vm } : {}),
    name: run ? runName(run) : task.entityName,
    label: run ? runLabel(run) : taskLabel(task),
    ...withoutUndefined({ rest: run && runRest(run), percent: task.progress }),
    queued: task.state === 'queued',
    startedAt: run?.startedAt ?? task.startTime ?? task.queueTime,
    ...withoutUndefined({ by }),
    cancel: cancelOffer(task),
    ...(run ? { run } : {}),
  }
}

/** What can be done to stop this task. */
export function cancelOffer(task: TaskView): CancelOffer {
  if (task.cancelled || task.cancelRequestedAt !== undefined) {
    return { at: 'requested', ...withoutUndefined({ since: task.cancelRequestedAt }) }
  }
  if (task.cancelable !== false) return { at: 'offered', task: task.key }
  return { at: 'not-cancelable', because: `${taskMethod(task)} is not cancelable` }
}

function runRow(run: RunView): RunningRow {
  const percent = percentOf(run)
  const label = runLabel(run)
  const vm = vmOf(run)
  return {
    id: `run:${run.id}`,
    connection: run.connection,
    ...(vm ? { vm: vm.key } : {}),
    name: runName(run),
    label,
    rest: runRest(run),
    ...withoutUndefined({ percent }),
    queued: run.state.at === 'checking',
    startedAt: run.startedAt,
    ...(run.actor.kind === 'person' ? { by: run.actor.name } : {}),
    cancel: cancelOfferOfRun(run),
    run,
  }
}

/** What can be done to stop a run that has no task. Bytes that are on their way can be; the host takes a whole file over. */
export function cancelOfferOfRun(run: RunView): CancelOffer {
  const asked = run.steps.findLast(({ event }) => event.kind === 'cancel-sent')
  if (run.state.at === 'cancelling') return { at: 'requested', ...(asked ? { since: asked.at } : {}) }
  if (run.kind !== 'upload' || run.state.at !== 'running') {
    return { at: 'not-cancelable', because: `${runLabel(run)} has no task yet that could be cancelled` }
  }
  return run.steps.some(({ event }) => event.kind === 'placing')
    ? { at: 'not-cancelable', because: 'Every byte is sent; the host is taking the file over.' }
    : { at: 'offered', run: run.id }
}
