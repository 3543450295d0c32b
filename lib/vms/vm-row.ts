import { isOpenQuestion } from '../live/board'
import type { LiveTables } from '../live/live-state'
import type { QuestionView } from '../live/question-view'
import type { ConnectionView } from '../vsphere/connection'
import type { VmKey } from '../vsphere/ids'
import type { TaskView } from '../vsphere/task'
import type { VmView } from '../vsphere/vm'

/** One VM as the table shows it: the VM together with what goes on at it. */
export type VmRow = {
  key: VmKey
  vm: VmView
  connection: ConnectionView | undefined
  /** The open question: it waits, or an answer to it is on its way. */
  question: QuestionView | undefined
  /** The unfinished task that the row names; the blocked one where a question is open. */
  task: TaskView | undefined
}

type RowTables = Pick<LiveTables, 'vms' | 'connections' | 'questions' | 'tasks'>

export const isUnfinished = (task: TaskView) => task.state === 'queued' || task.state === 'running'

/** The open question of each VM. A host asks one at a time per VM; should two overlap, the younger one counts. */
export function openQuestions(questions: LiveTables['questions']): Map<VmKey, QuestionView> {
  const open = new Map<VmKey, QuestionView>()
  for (const question of Object.values(questions)) {
    if (!isOpenQuestion(question)) continue
    const known = open.get(question.vm)
    if (!known || known.raisedAt < question.raisedAt) open.set(question.vm, question)
  }
  return open
}

/** The unfinished tasks of each VM, oldest first. */
export function unfinishedTasks(tasks: LiveTables['tasks']): Map<VmKey, TaskView[]> {
  const unfinished = new Map<VmKey, TaskView[]>()
  for (const task of Object.values(tasks)) {
    if (!task.vm || !isUnfinished(task)) continue
    const known = unfinished.get(task.vm)
    if (known) known.push(task)
    else unfinished.set(task.vm, [task])
  }
  for (const list of unfinished.values()) list.sort((a, b) => (a.queueTime < b.queueTime ? -1 : 1))
  return unfinished
}

/**
 * Makes a reader that joins the live tables to rows. Rows whose parts have not changed keep their identity, so that a
 * delta draws one row again and not ten thousand.
 */
export function createRowReader(): (tables: RowTables) => ReadonlyMap<VmKey, VmRow> {
  let previous: ReadonlyMap<VmKey, VmRow> = new Map()
  return (tables) => {
    const questions = openQuestions(tables.questions)
    const tasks = unfinishedTasks(tables.tasks)
    const rows = new Map<VmKey, VmRow>()
    for (const vm of Object.values(tables.vms)) {
      const question = questions.get(vm.key)
      const own = tasks.get(vm.key)
      const task = own?.find((one) => one.key === question?.task?.key) ?? own?.[0]
      const connection = tables.connections[vm.connection]
      const known = previous.get(vm.key)
      const same =
        known?.vm === vm && known.connection === connection && known.question === question && known.task === task
      rows.set(vm.key, same ? known : { key: vm.key, vm, connection, question, task })
    }
    previous = rows
    return rows
  }
}
