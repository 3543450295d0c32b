import type { Origin } from '@/lib/runs/decide'
import type { RunStep, StepQuestion, WhyGone } from '@/lib/runs/run'
import { questionKey, splitKey, type ConnectionId, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame, comparable, isSameQuestion } from '@/lib/vsphere/same-question'
import { isUnfinished } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import { unconfirmedBefore } from './resume'
import { andon, stepQuestion } from './run-machine'

/** Whose record a VM's question belongs in: a run's own, this one's, or it is not known yet. */
export type Keeper = 'run' | 'log' | 'not-yet'

/** A gap shorter than this is no news: hosts cut a line now and then. */
const shortestGapMs = 10_000

/**
 * The record of every question that no run of ours has to deal with: what was asked, of which VM, since when, and how it
 * went. Each is written once, whatever is cut or started again meanwhile; what nobody could see is written as a gap.
 */
export type QuestionLog = {
  /** Hears of a connection's questions from now on. */
  watch(inventory: Inventory): void
  /** Something about the runs of a VM is different. */
  look(vm: VmKey): void
  /** Begins to write, when the runs are known. Called once. @param last when the life before this one wrote last. */
  begin(last: string | undefined): Promise<void>
  /** Resolves when everything seen so far is written. */
  settled(): Promise<void>
  close(): void
}

type Asked = { question: VmQuestion; raisedAt: string; key: QuestionKey; state: 'seen' | 'noted' | 'of-a-run' }
type Gap = { since: string; because: 'no-contact' | 'andon-stopped' }

export function createQuestionLog(options: {
  journal: Pick<Journal, 'append' | 'readOpenQuestions' | 'onAppended'>
  now: () => number
  keeperOf: (vm: VmKey, key: QuestionKey) => Keeper
  warn: (text: string, error: unknown) => void
}): QuestionLog {
  const { journal, now, keeperOf, warn } = options
  const asked = new Map<VmKey, Asked>()
  /** Written in a life before this one, and not seen to go. */
  const before = new Map<QuestionKey, StepQuestion>()
  const inventories = new Map<ConnectionId, { inventory: Inventory; stop: () => void }>()
  const gaps = new Map<ConnectionId, Gap>()
  /** What was sent last in answer to questions of this record. */
  const answers = new Map<QuestionKey, AnswerState>()
  /** They went while an answer was on its way: what became of that tells how. */
  const waiting = new Map<QuestionKey, () => void>()
  let begun = false
  let tail: Promise<unknown> = Promise.resolve()
  const iso = () => new Date(now()).toISOString()

  function write(entry: Parameters<Journal['append']>[0]): void {
    tail = tail.then(() => journal.append(entry)).catch((error: unknown) => warn('a question was not recorded', error))
  }

  function aboutVm(vm: VmKey) {
    const at = splitKey(vm)
    const view = at && inventories.get(at.connection)?.inventory.vms.get(vm)
    return { vm, ...withoutUndefined({ connection: at?.connection, vmName: view?.name, hostName: view?.host?.name }) }
  }

  function originOf(vm: VmKey): Origin {
    const at = splitKey(vm)
    const tasks = at && inventories.get(at.connection)?.inventory.tasks.values()
    return [...(tasks ?? [])].some((task) => task.vm === vm && isUnfinished(task)) ? 'foreign task' : 'no task'
  }

  function note(vm: VmKey, one: Asked): void {
    one.state = 'noted'
    const known = before.get(one.key)
    before.delete(one.key)
    const question = stepQuestion(one)
    if (known && isSameQuestion(known, comparable(one.question))) return
    if (known) writeGone(vm, one.key, 'not-watched')
    const { hostName, ...about } = aboutVm(vm)
    const { raisedAt } = one
    const event = {
      kind: 'question-noted',
      question,
      origin: originOf(vm),
      raisedAt,
      ...withoutUndefined({ hostName }),
    } as const
    answers.delete(one.key)
    write({ actor: andon, event, ...about })
  }

  function writeGone(vm: VmKey, key: QuestionKey, known: WhyGone): void {
    const { hostName: _hostName, ...about } = aboutVm(vm)
    answers.delete(key)
    write({ actor: andon, event: { kind: 'question-gone', question: key, known }, ...about })
  }

  /** What the life before this one sent and had no reply to will have none: whether it was taken is not known. */
  function takeOverAnswer(question: StepQuestion, sent: RunStep | undefined): void {
    if (sent?.event.kind !== 'answer-sent' && sent?.event.kind !== 'answer-unconfirmed') return
    answers.set(question.key, 'unconfirmed')
    if (sent.event.kind === 'answer-unconfirmed') return
    const { hostName: _hostName, ...about } = aboutVm(vmOfQuestion(question.key))
    write({ actor: sent.actor, event: unconfirmedBefore(question), ...about })
  }

  /** A question of this record is no longer asked. */
  function gone(vm: VmKey, key: QuestionKey, known: WhyGone): void {
    switch (answers.get(key)) {
      case 'taken':
      case 'told':
        return void answers.delete(key)
      case 'unconfirmed':
        return writeGone(vm, key, 'own-answer-probable')
      case 'sent':
        return void waiting.set(key, () => gone(vm, key, known))
      default:
        return writeGone(vm, key, known)
    }
  }

  function look(vm: VmKey): void {
    const one = asked.get(vm)
    if (!begun || !one || one.state === 'noted') return
    const keeper = keeperOf(vm, one.key)
    if (one.state === 'seen' && keeper === 'run') one.state = 'of-a-run'
    if (one.state === 'seen' && keeper === 'log') note(vm, one)
    // The run has its end and the question is still there: how it goes is for this record then.
    if (one.state === 'of-a-run' && keeper === 'log') one.state = 'noted'
  }

  function hear(vm: VmKey, question: VmQuestion | undefined, raisedAt: string): void {
    const at = splitKey(vm)
    if (!at) return
    const one = asked.get(vm)
    if (one && question && asksTheSame(one.question, question)) {
      asked.set(vm, { ...one, question })
      return
    }
    if (one) {
      asked.delete(vm)
      if (one.state === 'noted') gone(vm, one.key, whyGone(vm, question?.id === one.question.id))
    }
    if (!question) return
    asked.set(vm, { question, raisedAt, key: questionKey(at.connection, at.moid, question.id), state: 'seen' })
    look(vm)
  }

  function whyGone(vm: VmKey, isChanged: boolean): WhyGone {
    const at = splitKey(vm)
    if (isChanged) return 'changed'
    if (at && !inventories.get(at.connection)?.inventory.vms.has(vm)) return 'vm-gone'
    return at && gaps.has(at.connection) ? 'not-watched' : 'unknown'
  }

  /** The full present state is known: what was there before and is not now went meanwhile. */
  function live(inventory: Inventory): void {
    if (!begun) return
    const { id } = inventory
    for (const vm of asked.keys()) {
      if (splitKey(vm)?.connection !== id) continue
      const present = inventory.questions.get(vm)
      hear(vm, present?.question, present?.raisedAt ?? iso())
      look(vm)
    }
    for (const key of before.keys()) {
      const at = splitKey(key)
      if (at?.connection !== id) continue
      before.delete(key)
      const vm = [...asked].find(([, one]) => one.key === key)?.[0]
      if (vm === undefined) gone(vmOfQuestion(key), key, 'not-watched')
    }
    const gap = gaps.get(id)
    gaps.delete(id)
    if (!gap || now() - Date.parse(gap.since) < shortestGapMs) return
    const event = { kind: 'not-watched', from: gap.since, to: iso(), because: gap.because } as const
    write({ actor: andon, event, connection: id })
  }

  function take(inventory: Inventory, change: InventoryChange): void {
    const { id } = inventory
    if (change.kind === 'question') hear(change.vm, change.question, change.raisedAt)
    if (change.kind !== 'connection') return
    if (change.state.at === 'live') live(inventory)
    else if (change.state.at !== 'connecting' && !gaps.has(id)) gaps.set(id, { since: iso(), because: 'no-contact' })
  }

  function onAppended(appended: Appended): void {
    if (appended.is !== 'alone' || !('question' in appended.step.event)) return
    const { event } = appended.step
    if (typeof event.question !== 'string') return
    const state = answerStates[event.kind]
    // Of what this record wrote itself it needs no telling.
    if (state === undefined || (event.kind === 'question-gone' && !answers.has(event.question))) return
    answers.set(event.question, state)
    if (state === 'sent') return
    waiting.get(event.question)?.()
    waiting.delete(event.question)
  }

  const stopHearing = journal.onAppended(onAppended)

  return {
    watch(inventory) {
      const { id } = inventory
      inventories.get(id)?.stop()
      const stop = inventory.onChanges((changes) => {
        for (const change of changes) take(inventory, change)
      })
      inventories.set(id, { inventory, stop })
      for (const [vm, { question, raisedAt }] of inventory.questions) hear(vm, question, raisedAt)
      if (inventory.state.at === 'live') live(inventory)
    },
    look,
    async begin(last) {
      for (const { question, sent } of await journal.readOpenQuestions()) {
        before.set(question.key, question)
        takeOverAnswer(question, sent)
      }
      begun = true
      for (const { inventory } of inventories.values()) {
        if (last !== undefined) gaps.set(inventory.id, { since: last, because: 'andon-stopped' })
        if (inventory.state.at === 'live') live(inventory)
        else for (const vm of asked.keys()) look(vm)
      }
    },
    async settled() {
      let seen: Promise<unknown> | undefined
      while (seen !== tail) {
        seen = tail
        await seen
      }
    },
    close() {
      begun = false
      stopHearing()
      for (const { stop } of inventories.values()) stop()
    },
  }
}

/** `told`: the desk has already written that it went. */
type AnswerState = 'sent' | 'taken' | 'not-taken' | 'unconfirmed' | 'told'

const answerStates: Partial<Record<string, AnswerState>> = {
  'answer-sent': 'sent',
  answered: 'taken',
  'answer-unconfirmed': 'unconfirmed',
  'answer-not-taken': 'not-taken',
  'question-gone': 'told',
}

/** The key of a question begins with its VM's. */
const vmOfQuestion = (key: QuestionKey) => key.slice(0, key.lastIndexOf('/')) as VmKey
