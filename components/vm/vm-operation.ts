import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { vmOf, type RunView } from '@/lib/runs/run'
import type { VmKey } from '@/lib/vsphere/ids'
import { isUnfinished, type TaskView } from '@/lib/vsphere/task'
import { isOpenQuestion } from '../question/questions'

/** What the page of a VM shows as going on, or as the last thing that went on, within the live tables. */
export type VmOperation =
  | { kind: 'run'; run: RunView; task: TaskView | undefined }
  /** Started outside Andon: there is a task, but no run. */
  | { kind: 'task'; task: TaskView }
  /** The VM asks while it runs; no task is behind it. */
  | { kind: 'question' }
  | { kind: 'idle' }

export type VmAffairs = {
  operation: VmOperation
  /** Open, or answered less than a minute ago. */
  question: QuestionView | undefined
  /** The unfinished task that the VM is busy with. */
  task: TaskView | undefined
  /** The run that has sent nothing and asks a person first. */
  held: RunView | undefined
}

type Tables = Pick<LiveTables, 'runs' | 'tasks' | 'questions'>

const isActive = ({ state }: RunView) => (state.at === 'ended' ? state.following : state.at !== 'held')

/**
 * The run ended over this question, which is asked on: it could not start because of it, or it was cancelled because of
 * it, and the question was the VM's own rather than its task's.
 */
function endedOver({ state, error }: RunView, { key }: QuestionView): boolean {
  if (state.at !== 'ended') return false
  const { outcome } = state
  if (outcome.kind === 'refused') return 'question' in outcome.refusal && outcome.refusal.question.key === key
  return outcome.kind !== 'succeeded' && error?.kind === 'question' && error.question.key === key
}

/**
 * What goes on at one VM. The newest run that is not over comes first, then tasks of others, then what waits to be started,
 * then what ended last.
 */
export function vmAffairs(vm: VmKey, tables: Tables): VmAffairs {
  const runs = Object.values(tables.runs)
    .filter((run) => vmOf(run)?.key === vm)
    .sort((a, b) => b.number - a.number)
  const tasks = Object.values(tables.tasks)
    .filter((task) => task.vm === vm)
    .sort((a, b) => (a.queueTime < b.queueTime ? 1 : -1))
  const questions = Object.values(tables.questions)
    .filter((question) => question.vm === vm)
    .sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1))
  const question = questions.find(isOpenQuestion) ?? questions[0]
  const open = question && isOpenQuestion(question) ? question : undefined
  const unfinished = tasks.filter(isUnfinished)
  const blocked = open && unfinished.find((task) => task.key === open.task?.key)
  const held = runs.find(({ state }) => state.at === 'held')
  return { operation: operationOf(runs, tasks, open), question, task: blocked ?? unfinished[0], held }
}

function operationOf(runs: RunView[], tasks: TaskView[], open: QuestionView | undefined): VmOperation {
  const byKey = new Map(tasks.map((task) => [task.key, task]))
  const ofRun = (run: RunView): VmOperation => ({ kind: 'run', run, task: run.task && byKey.get(run.task) })
  const active = runs.find(isActive)
  if (active) return ofRun(active)
  const over = open && runs.find((run) => endedOver(run, open))
  if (over) return ofRun(over)
  const owned = new Set(runs.map((run) => run.task))
  const others = tasks.filter((task) => !owned.has(task.key))
  const busy = others.find((task) => isUnfinished(task) && task.key === open?.task?.key) ?? others.find(isUnfinished)
  if (busy) return { kind: 'task', task: busy }
  if (open) return { kind: 'question' }
  const held = runs.find(({ state }) => state.at === 'held')
  if (held) return ofRun(held)
  const [lastRun] = runs
  const [lastTask] = others
  if (lastRun && (!lastTask || lastRun.startedAt >= lastTask.queueTime)) return ofRun(lastRun)
  return lastTask ? { kind: 'task', task: lastTask } : { kind: 'idle' }
}
