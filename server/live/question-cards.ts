import type { QuestionState, QuestionTaken, QuestionView } from '@/lib/live/live-state'
import { overdueAfter } from '@/lib/live/overdue'
import type { Policy } from '@/lib/runs/decide'
import type { Take, Takes } from '@/lib/runs/takes'
import { whyWaiting, type WhyWaiting } from '@/lib/runs/why-waiting'
import { createSetsByKey } from '@/lib/sets-by-key'
import {
  questionKey,
  splitKey,
  vmKey,
  type ConnectionId,
  type QuestionKey,
  type TaskKey,
  type VmKey,
} from '@/lib/vsphere/ids'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { comparable } from '@/lib/vsphere/same-question'
import { hasEnded, isUnfinished, type TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { Hub } from './hub'
import { createQuestionFiles, type ReadFile } from './question-files'
import { taskOf, taskPart, withEnd } from './question-task'
import type { RunFolds } from './run-folds'
import type { Sent, SentAnswer } from './sent-to-hosts'

/**
 * Every question of every connection, in the hub's table: what the VM asks, joined with the task that waits for it, the
 * run that started that task, why it waits, and who answered it. One that is no longer asked stays as a record.
 */
export type QuestionCards = {
  /** Takes in what a connection's VMs ask now. */
  attach(inventory: Inventory): void
  /** Forgets a connection and its questions. */
  detach(connection: ConnectionId): void
  onInventory(inventory: Inventory, changes: readonly InventoryChange[]): void
  /** Something that counts for the open question of this VM is different: its run, or why it waits. */
  look(vm: VmKey): void
  /** The same for all open questions of a connection. */
  lookAtAll(connection: ConnectionId): void
  /** What became of an answer to this question is known now. */
  onAnswer: (question: QuestionKey) => void
  /** A record has been there for long enough. */
  remove(question: QuestionKey): void
}

export function createQuestionCards(options: {
  hub: Pick<Hub, 'put' | 'remove' | 'get' | 'rows'>
  runs: Pick<RunFolds, 'askedOn' | 'isStartingOn'>
  sent: Pick<Sent, 'answer'>
  takes: Pick<Takes, 'of'>
  readFile: ReadFile
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  policyOf: (connection: ConnectionId) => Policy | undefined
  /** After how long a question is overdue, ms. */
  overdueAfterMs: () => number
  now: () => number
}): QuestionCards {
  const { hub, runs, sent, takes, inventoryOf, policyOf, now } = options
  const files = createQuestionFiles({ read: options.readFile, onRead: (key) => updateAt(key) })
  /** The question that a VM asks at present. */
  const open = new Map<VmKey, QuestionKey>()
  /** The rules that counted when it was raised, where somebody looked then: of one that no run has to deal with. */
  const ruled = new Map<QuestionKey, Policy['rules']>()
  /** What is shown of a question, by the task that it is shown with. */
  const byTask = createSetsByKey<TaskKey, QuestionKey>()
  /** The tasks of each VM that go on. */
  const unfinished = createSetsByKey<VmKey, TaskKey>()
  const vmOfTask = new Map<TaskKey, VmKey>()
  const iso = () => new Date(now()).toISOString()
  const known = (key: QuestionKey): QuestionView | undefined => hub.get('questions', key)

  function put(view: QuestionView): void {
    const before = known(view.key)
    if (before && JSON.stringify(before) === JSON.stringify(view)) return
    hub.put('questions', view.key, view)
    if (before?.task?.key === view.task?.key) return
    if (before?.task) byTask.remove(before.task.key, view.key)
    if (view.task) byTask.add(view.task.key, view.key)
  }

  function takeOut(view: QuestionView | undefined): void {
    if (!view) return
    hub.remove('questions', view.key)
    if (view.task) byTask.remove(view.task.key, view.key)
  }

  /** Brings a VM's question up to date with everything that is known of it. */
  function update(vm: VmKey): void {
    const at = splitKey(vm)
    const inventory = at && inventoryOf(at.connection)
    if (!at || !inventory) return
    const asked = inventory.questions.get(vm)
    const key = asked && questionKey(at.connection, at.moid, asked.question.id)
    const before = open.get(vm)
    if (before !== undefined && before !== key) {
      open.delete(vm)
      ruled.delete(before)
      close(before, inventory)
    }
    const shown = key && known(key)
    if (!asked || key === undefined) return
    open.set(vm, key)
    const run = runs.askedOn(vm)
    const task = taskOf(inventory, run, unfinished.get(vm))
    const vmView = inventory.vms.get(vm)
    const { messageId, text } = describeQuestion(asked.question)
    const hostName = vmView?.host?.name ?? shown?.hostName
    const answer = sent.answer(key, { raisedAt: asked.raisedAt, question: comparable(asked.question) })
    const waiting = () =>
      whyWaiting({
        key,
        connection: at.connection,
        vm,
        vmName: vmView?.name ?? shown?.vmName ?? at.moid,
        question: { ...asked.question, text, ...withoutUndefined({ messageId }) },
        raisedAt: asked.raisedAt,
        run,
        policy: policyNow(at.connection, key),
        hasTask: task !== undefined,
      })
    const state = stateOf(answer) ?? waitingState(answer, waiting())
    const isForPeople = state.at === 'waiting' && state.why.why !== 'answering' && !runs.isStartingOn(vm)
    put({
      key,
      connection: at.connection,
      vm,
      vmName: vmView?.name ?? shown?.vmName ?? at.moid,
      vmStoredName: vmView?.storedName ?? shown?.vmStoredName ?? at.moid,
      ...withoutUndefined({ hostName }),
      question: asked.question,
      ...withoutUndefined({ messageId }),
      text,
      raisedAt: asked.raisedAt,
      ...withoutUndefined({ overdueAt: overdueAfter(asked.raisedAt, options.overdueAfterMs()) }),
      ...(task ? { task: taskPart(task, run, shown?.task) } : {}),
      ...withoutUndefined({ run: run?.id ?? (task && task.key === shown?.task?.key ? shown?.run : undefined) }),
      ...withoutUndefined({ file: files.of(key, asked.question, inventory, isForPeople) }),
      ...withoutUndefined({ taken: takenPart(takes.of(key, asked.raisedAt)) }),
      state,
    })
  }

  /** The switch as it is, and the rules as they were. */
  function policyNow(connection: ConnectionId, key: QuestionKey): Policy | undefined {
    const policy = policyOf(connection)
    if (!policy) return undefined
    const { rules: _, ...present } = policy
    return { ...present, ...withoutUndefined({ rules: ruled.get(key) }) }
  }

  function noteRules(inventory: Inventory, vm: VmKey): void {
    const at = splitKey(vm)
    const asked = inventory.questions.get(vm)
    if (!at || !asked || inventory.state.at !== 'live') return
    const key = questionKey(at.connection, at.moid, asked.question.id)
    const policy = policyOf(at.connection)
    if (open.get(vm) !== key && (policy?.autoAnswer || policy?.dryRun)) ruled.set(key, policy.rules)
  }

  function updateAt(key: QuestionKey): void {
    const at = splitKey(key)
    const vm = at && vmKey(at.connection, at.moid)
    if (vm && open.get(vm) === key) update(vm)
  }

  /** The question is no longer asked: it was answered from here or elsewhere, or it went with its VM. */
  function close(key: QuestionKey, inventory: Inventory): void {
    files.forget(key)
    const view = known(key)
    if (!view || view.state.at === 'answered' || view.state.at === 'gone') return
    const ended = view.task && inventory.tasks.get(view.task.key)
    put({ ...(ended ? withEnd(view, ended) : view), state: closedState(view, inventory) })
  }

  /** While an answer's reply is on its way, `onAnswer` will tell what became of it. */
  function closedState(view: QuestionView, inventory: Inventory): QuestionState {
    const answer = sent.answer(view.key, { raisedAt: view.raisedAt, question: comparable(view.question) })
    const state = stateOf(answer)
    if (state) return state
    const gone = { at: 'gone', goneAt: iso() } as const
    if (!inventory.vms.has(view.vm)) return { ...gone, known: 'vm-gone' }
    if (answer?.at === 'unconfirmed') {
      const { by, choiceKey } = answer
      return { ...gone, known: 'own-answer-probable', sent: { by, choiceKey } }
    }
    return { ...gone, known: inventory.state.at === 'live' ? 'unknown' : 'not-watched' }
  }

  /** A question that is answered says how its task really ended. */
  function tellEnd(task: TaskView): void {
    for (const key of byTask.get(task.key)) {
      const view = known(key)
      if (view && view.state.at !== 'waiting') put(withEnd(view, task))
    }
  }

  function look(vm: VmKey): void {
    if (open.has(vm)) update(vm)
  }

  function noteTask(key: TaskKey, task: TaskView | undefined): void {
    const vm = task && isUnfinished(task) ? task.vm : undefined
    const before = vmOfTask.get(key)
    if (vm === before) return
    if (before !== undefined) unfinished.remove(before, key)
    if (vm === undefined) vmOfTask.delete(key)
    else {
      vmOfTask.set(key, vm)
      unfinished.add(vm, key)
    }
  }

  return {
    attach(inventory) {
      for (const [key, task] of inventory.tasks) noteTask(key, task)
      for (const vm of inventory.questions.keys()) update(vm)
    },
    detach(connection) {
      for (const key of vmOfTask.keys()) if (splitKey(key)?.connection === connection) noteTask(key, undefined)
      for (const view of hub.rows('questions').values()) {
        if (view.connection !== connection) continue
        open.delete(view.vm)
        files.forget(view.key)
        takeOut(view)
      }
    },
    onInventory(inventory, changes) {
      const vms = new Set<VmKey>()
      for (const change of changes) {
        if (change.kind === 'task') noteTask(change.key, change.task)
        if (change.kind === 'question') {
          noteRules(inventory, change.vm)
          vms.add(change.vm)
        }
        if (change.kind === 'vm' && open.has(change.key)) vms.add(change.key)
        if (change.kind === 'task' && change.task && hasEnded(change.task)) tellEnd(change.task)
        const vm = change.kind === 'task' ? change.task?.vm : undefined
        if (vm && open.has(vm)) vms.add(vm)
      }
      for (const vm of vms) if (inventoryOf(inventory.id) === inventory) update(vm)
    },
    look,
    lookAtAll(connection) {
      for (const vm of open.keys()) if (splitKey(vm)?.connection === connection) update(vm)
    },
    onAnswer(key) {
      const at = splitKey(key)
      const inventory = at && inventoryOf(at.connection)
      if (!at || !inventory) return
      const vm = vmKey(at.connection, at.moid)
      if (open.get(vm) === key) update(vm)
      // It had gone from the VM before the reply to its answer came.
      else if (known(key)?.state.at === 'sending') close(key, inventory)
    },
    remove(key) {
      const view = known(key)
      const vm = view?.vm
      takeOut(view)
      // The host took an answer and still asks the same: it is no record then.
      if (vm && open.get(vm) === key) open.delete(vm)
    },
  }
}

const takenPart = (take: Take | undefined): QuestionTaken | undefined => take && { by: take.by, at: take.at }

/** Somebody has tried since: that says more than why it waited before. */
function whyFailed(answer: SentAnswer | undefined): WhyWaiting | undefined {
  if (answer?.at === 'unconfirmed' && answer.by.kind === 'person') {
    return { why: 'answer-unconfirmed', by: answer.by.name }
  }
  if (answer?.at !== 'not-taken' || answer.reason === undefined || answer.by.kind !== 'person') return undefined
  return { why: 'person-failed', by: answer.by.name, detail: answer.reason }
}

function waitingState(answer: SentAnswer | undefined, { why, dryRun }: ReturnType<typeof whyWaiting>): QuestionState {
  return { at: 'waiting', why: whyFailed(answer) ?? why, ...withoutUndefined({ dryRun }) }
}

/** What an answer from here makes of its question; nothing when it has to be asked again. */
function stateOf(answer: SentAnswer | undefined): QuestionState | undefined {
  if (!answer || answer.at === 'not-taken' || answer.at === 'unconfirmed') return undefined
  if (answer.at === 'sending') return { at: 'sending', choiceKey: answer.choiceKey, by: answer.by }
  return answer
}
