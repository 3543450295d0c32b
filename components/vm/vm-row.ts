import type { Role } from '@/lib/accounts/role'
import { changedRows, noteChanged } from '@/lib/live/changed-rows'
import type { HeldTables, LiveTables, QuestionView } from '@/lib/live/live-state'
import { Rows } from '@/lib/live/rows'
import type { Verdict } from '@/lib/result'
import { vmOf, type RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import type { Verb } from '@/lib/runs/verb'
import { vmCan, type VmContext } from '@/lib/runs/vm-can'
import { hasOnlyAnswered, noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { VmKey } from '@/lib/vsphere/ids'
import { isUnfinished, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { missingPrivileges } from '@/lib/vsphere/rights'
import type { VmView } from '@/lib/vsphere/vm'
import { isOpenQuestion } from '../question/questions'

/** One VM as the table shows it: the VM together with what goes on at it. */
export type VmRow = {
  key: VmKey
  vm: VmView
  /** Of one that is live, `lastAnswerAt` may be long ago. */
  connection: ConnectionView | undefined
  /** The open question: it waits, or an answer to it is on its way. */
  question: QuestionView | undefined
  /** The unfinished task that the row names; the blocked one where a question is open. */
  task: TaskView | undefined
  /** The run that has sent nothing and asks a person first. */
  held?: RunView | undefined
}

export type RowTables = Pick<HeldTables, 'vms' | 'connections' | 'questions' | 'tasks' | 'runs'>

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

/** The run of each VM that asks a person first: one at most, since it holds its VM. */
function heldRuns(runs: LiveTables['runs']): Map<VmKey, RunView> {
  const held = Object.values(runs).filter(({ state }) => state.at === 'held')
  return new Map(
    held.flatMap((run) => {
      const vm = vmOf(run)
      return vm ? [[vm.key, run] as const] : []
    }),
  )
}

/** The unfinished tasks of each VM, oldest first. */
function unfinishedTasks(tasks: LiveTables['tasks']): Map<VmKey, TaskView[]> {
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
 * delta draws one row again and not ten thousand; when no row has changed, the map itself is the one of before. Of a
 * connection that is live a row does not know when it answered last.
 */
export function createRowReader(): (tables: RowTables) => ReadonlyMap<VmKey, VmRow> {
  let rows = Rows.of<VmKey, VmRow>([])
  let from: RowTables | undefined
  let connections: RowTables['connections'] = {}
  let busy: ReadonlySet<VmKey> = new Set()
  return (tables) => {
    const questions = openQuestions(tables.questions)
    const tasks = unfinishedTasks(tables.tasks)
    const runs = heldRuns(tables.runs)
    const nowBusy = new Set([...questions.keys(), ...tasks.keys(), ...runs.keys()])
    const known = connections
    connections = asFarAsRowsGo(known, tables.connections)

    /** The row of a VM; the one of before where nothing in it is another. */
    const rowOf = (key: VmKey, vm: VmView, before: VmRow | undefined): VmRow => {
      const question = questions.get(key)
      const own = tasks.get(key)
      const task = own?.find((one) => one.key === question?.task?.key) ?? own?.[0]
      const connection = connections[vm.connection]
      const held = runs.get(key)
      const same =
        before?.vm === vm &&
        before.connection === connection &&
        before.question === question &&
        before.task === task &&
        before.held === held
      return same ? before : { key, vm, connection, question, task, held }
    }

    // Besides VMs that are another now, only those with a task or a question, now or before, can have changed.
    const changed = from && connections === known && changedRows(from.vms, tables.vms)
    if (changed) {
      /** Undefined: it has gone. */
      const next = new Map<VmKey, VmRow | undefined>()
      for (const key of new Set([...changed, ...busy, ...nowBusy])) {
        const [vm, before] = [tables.vms.get(key), rows.get(key)]
        const now = vm && rowOf(key, vm, before)
        if (now !== before) next.set(key, now)
      }
      if (next.size > 0) {
        const before = rows
        rows = rows.with(next)
        noteChanged(before, rows, [...next.keys()])
      }
    } else {
      let isAnother = rows.size !== tables.vms.size
      const all = tables.vms.map((vm, key) => {
        const before = rows.get(key)
        const now = rowOf(key, vm, before)
        isAnother ||= now !== before
        return now
      })
      // Nobody is told which ones: all rows are looked at once more, which is sooner done than asking for each.
      if (isAnother) rows = all
    }
    from = tables
    busy = nowBusy
    return rows
  }
}

/** The connections as rows have them: each of which nothing else is news is the one of before. */
function asFarAsRowsGo(before: RowTables['connections'], now: RowTables['connections']): RowTables['connections'] {
  if (before === now) return before
  const views = Object.entries(now).map(([id, view]) => {
    const known = before[id]
    return [id, known && hasOnlyAnswered(known, view) ? known : view] as const
  })
  const isSame = views.length === Object.keys(before).length && views.every(([id, view]) => before[id] === view)
  return isSame ? before : Object.fromEntries(views)
}

/** What surrounds the VM of a row, as the rules want to know it. */
export function rowContext(row: VmRow, role?: Role): VmContext {
  return {
    connectionLive: row.connection?.state.at === 'live',
    ...(row.connection
      ? {
          connectionName: row.connection.name,
          noContact: noContactSentence(row.connection),
          server: row.connection.kind,
        }
      : {}),
    question: row.question,
    unfinishedTask: row.task && { label: taskLabel(row.task) },
    held: row.held && { label: runLabel(row.held) },
    role,
    missing: missingPrivileges(row.vm.roles, row.connection?.rights),
  }
}

/** May this verb start on the VM of this row now, and if not, why. The server asks the host again before it starts. */
const rowVerdict = (verb: Verb, row: VmRow, role?: Role): Verdict => vmCan(verb, row.vm, rowContext(row, role))

/** The verdict as a button wants it: the reason, or undefined when it may be pressed. */
export function disabledReason(verb: Verb, row: VmRow, role?: Role): string | undefined {
  const verdict = rowVerdict(verb, row, role)
  return verdict.ok ? undefined : verdict.because
}
