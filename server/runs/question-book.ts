import type { QuestionState, QuestionView } from '@/lib/live/question-view'
import { actorName } from '@/lib/runs/actor'
import { whyWaiting, type WhyWaiting } from '@/lib/runs/why-waiting'
import { questionKey, splitKey, vmKey, type ConnectionId, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { taskLabel } from '@/lib/vsphere/task-label'
import type { TaskView } from '@/lib/vsphere/task'
import { vmOf, type RunOf } from '@/lib/runs/run'
import type { Inventory, InventoryChange } from '../inventory/contract'
import { realAfter } from './bounded'
import type { AnswerRecord, QuestionBook, QuestionBookOptions, QuestionChange } from './contract'
import { createSubject } from './subject'
import { answeredRecordMs } from '@/lib/live/live-state'

/**
 * Every question of every connection: what the VM asks, joined with the task that waits for it, the run that started
 * that task, why it waits, and who answered it. One that is no longer asked stays for a minute as a record.
 */
export function createQuestionBook(options: QuestionBookOptions): QuestionBook {
  const { runs, policyOf, now } = options
  const after = options.after ?? realAfter
  const inventories = new Map<ConnectionId, Inventory>()
  const stopListening = new Map<ConnectionId, () => void>()
  const views = new Map<QuestionKey, QuestionView>()
  /** The question that a VM asks at present. */
  const open = new Map<VmKey, QuestionKey>()
  const expiries = new Map<QuestionKey, () => void>()
  const subject = createSubject<readonly QuestionChange[]>()
  const iso = () => new Date(now()).toISOString()

  function put(view: QuestionView, changes: QuestionChange[]): void {
    const before = views.get(view.key)
    if (before && JSON.stringify(before) === JSON.stringify(view)) return
    views.set(view.key, view)
    changes.push({ op: 'put', question: view })
  }

  function callOffExpiry(key: QuestionKey): void {
    expiries.get(key)?.()
    expiries.delete(key)
  }

  function remove(key: QuestionKey, changes: QuestionChange[]): void {
    callOffExpiry(key)
    if (views.delete(key)) changes.push({ op: 'remove', key })
  }

  function publish(work: (changes: QuestionChange[]) => void): void {
    const changes: QuestionChange[] = []
    work(changes)
    if (changes.length > 0) subject.tell(changes)
  }

  /** Brings a VM's question up to date with everything that is known of it. */
  function look(vm: VmKey, changes: QuestionChange[]): void {
    const at = splitKey(vm)
    const inventory = at && inventories.get(at.connection)
    if (!at || !inventory) return
    const asked = inventory.questions.get(vm)
    const key = asked && questionKey(at.connection, at.moid, asked.question.id)
    const before = open.get(vm)
    if (before !== undefined && before !== key) {
      open.delete(vm)
      close(before, inventory, changes)
    }
    if (!asked || key === undefined) return
    if (before !== key) callOffExpiry(key)
    open.set(vm, key)
    const run = runs.runOfQuestion(vm)
    const task = taskOf(inventory, vm, run)
    const record = runs.answerRecord(key, asked.raisedAt)
    const known = views.get(key)
    const vmView = inventory.vms.get(vm)
    const { messageId, text } = describeQuestion(asked.question)
    const state: QuestionState =
      record?.at === 'answered'
        ? answeredState(record)
        : record?.at === 'sending'
          ? { at: 'sending', choiceKey: record.choice.key, by: record.by }
          : {
              at: 'waiting',
              why:
                whyFailed(record) ??
                whyWaiting({
                  connection: at.connection,
                  vm,
                  key,
                  question: { ...asked.question, text },
                  raisedAt: asked.raisedAt,
                  run,
                  policy: policyOf(at.connection),
                  hasTask: task !== undefined,
                  rules: [],
                }),
            }
    const hostName = vmView?.host?.name ?? known?.hostName
    const view: QuestionView = {
      key,
      connection: at.connection,
      vm,
      vmName: vmView?.name ?? known?.vmName ?? at.moid,
      vmStoredName: vmView?.storedName ?? known?.vmStoredName ?? at.moid,
      ...(hostName === undefined ? {} : { hostName }),
      question: asked.question,
      ...(messageId === undefined ? {} : { messageId }),
      text,
      raisedAt: asked.raisedAt,
      ...(task ? { task: taskPart(task, run) } : {}),
      ...(run ? { run: run.id } : {}),
      state,
    }
    put(view, changes)
    if (state.at === 'answered') expire(key)
  }

  /** The question is no longer asked: it was answered from here or elsewhere, or it went with its VM. */
  function close(key: QuestionKey, inventory: Inventory, changes: QuestionChange[]): void {
    const view = views.get(key)
    if (!view || view.state.at === 'answered' || view.state.at === 'gone') return
    put({ ...view, state: closedState(view, inventory) }, changes)
    expire(key)
  }

  function closedState(view: QuestionView, inventory: Inventory): QuestionState {
    const record = runs.answerRecord(view.key, view.raisedAt)
    if (record?.at === 'answered') return answeredState(record)
    // Its reply is on its way; `onAnswer` tells what became of it.
    if (record?.at === 'sending') return { at: 'sending', choiceKey: record.choice.key, by: record.by }
    if (inventory.state.at !== 'live' || !inventory.vms.has(view.vm)) return { at: 'gone', goneAt: iso() }
    return {
      at: 'answered',
      by: { kind: 'elsewhere' },
      answeredAt: iso(),
      isDefault: false,
      afterMs: Math.max(0, now() - Date.parse(view.raisedAt)),
    }
  }

  function expire(key: QuestionKey): void {
    if (expiries.has(key)) return
    const clear = after(answeredRecordMs, () =>
      publish((changes) => {
        const view = views.get(key)
        remove(key, changes)
        // The host took an answer and still asks the same: it is no record then.
        if (view && open.get(view.vm) === key) open.delete(view.vm)
      }),
    )
    expiries.set(key, clear)
  }

  function lookAtVm(vm: VmKey): void {
    if (open.has(vm)) publish((changes) => look(vm, changes))
  }

  function onInventory(changes: readonly InventoryChange[]): void {
    const vms = new Set<VmKey>()
    for (const change of changes) {
      if (change.kind === 'question') vms.add(change.vm)
      if (change.kind === 'vm' && open.has(change.key)) vms.add(change.key)
      const vm = change.kind === 'task' ? change.task?.vm : undefined
      if (vm && open.has(vm)) vms.add(vm)
    }
    if (vms.size > 0) publish((out) => vms.forEach((vm) => look(vm, out)))
  }

  const stops = [
    runs.onChange((change) => {
      const vm = change.op === 'put' ? vmOf(change.run) : undefined
      if (vm) lookAtVm(vm.key)
    }),
    runs.onAnswer(({ key }) => {
      const at = splitKey(key)
      const inventory = at && inventories.get(at.connection)
      if (!at || !inventory) return
      const vm = vmKey(at.connection, at.moid)
      if (open.get(vm) === key) return lookAtVm(vm)
      // It had gone from the VM before the reply to its answer came.
      const view = views.get(key)
      if (view?.state.at === 'sending') publish((changes) => close(key, inventory, changes))
    }),
  ]

  function detach(connection: ConnectionId): void {
    stopListening.get(connection)?.()
    stopListening.delete(connection)
    inventories.delete(connection)
    publish((changes) => {
      for (const view of views.values()) {
        if (view.connection !== connection) continue
        open.delete(view.vm)
        remove(view.key, changes)
      }
    })
  }

  return {
    views,
    attach(inventory) {
      detach(inventory.id)
      inventories.set(inventory.id, inventory)
      stopListening.set(inventory.id, inventory.onChanges(onInventory))
      publish((changes) => [...inventory.questions.keys()].forEach((vm) => look(vm, changes)))
    },
    detach,
    policyChanged(connection) {
      publish((changes) => {
        for (const vm of open.keys()) if (splitKey(vm)?.connection === connection) look(vm, changes)
      })
    },
    onChanges: subject.listen,
    close() {
      for (const stop of [...stops, ...stopListening.values(), ...expiries.values()]) stop()
      expiries.clear()
      stopListening.clear()
    },
  }
}

/** The task that waits: the run's own, else the VM's unfinished one, the running before the queued. */
function taskOf(inventory: Inventory, vm: VmKey, run: RunOf<'vm'> | undefined): TaskView | undefined {
  const own = run?.task && inventory.tasks.get(run.task)
  if (own && isUnfinished(own)) return own
  const unfinished = [...inventory.tasks.values()].filter((task) => task.vm === vm && isUnfinished(task))
  return unfinished.find(({ state }) => state === 'running') ?? unfinished[0]
}

const isUnfinished = ({ state }: TaskView) => state === 'queued' || state === 'running'

function taskPart(task: TaskView, run: RunOf<'vm'> | undefined): NonNullable<QuestionView['task']> {
  const startedBy = run && run.task === task.key ? actorName(run.actor) : task.startedBy
  return {
    key: task.key,
    label: taskLabel(task),
    ...(task.name === undefined ? {} : { method: task.name }),
    ...(task.progress === undefined ? {} : { progress: task.progress }),
    ...(startedBy === undefined ? {} : { startedBy }),
    cancelable: task.cancelable,
  }
}

/** Somebody has tried since: that says more than why it waited before. */
function whyFailed(record: AnswerRecord | undefined): WhyWaiting | undefined {
  if (record?.problem === undefined || record.by.kind !== 'person') return undefined
  return { why: 'person-failed', by: record.by.name, detail: record.problem }
}

const answeredState = (record: AnswerRecord): QuestionState => ({
  at: 'answered',
  by: record.by,
  answeredAt: record.answeredAt ?? record.sentAt,
  choiceKey: record.choice.key,
  isDefault: record.isDefault,
  afterMs: record.afterMs ?? 0,
})
