import type { Origin } from '@/lib/rules/rule'
import type { Policy } from '@/lib/runs/decide'
import type { WhyGone } from '@/lib/runs/run'
import { questionKey, splitKey, vmOfQuestion, type ConnectionId, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame, comparable, isSameQuestion } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory, InventoryChange } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { OpenQuestion } from '../journal/read-questions'
import { decideByRule, originAt, type RuleOrder } from './by-rule'
import type { After } from './contract'
import { createKeptRecord } from './kept-record'
import { createGaps } from './not-watched'
import { createQuestionEnds } from './question-ends'
import { andon, stepQuestion } from './run-machine'
import { createToldByRuns } from './told-by-runs'

/** Whose record a VM's question belongs in: a run's own, this one's, or it is not known yet. */
export type Keeper = 'run' | 'log' | 'not-yet'

/**
 * Hosts tell a question at once, and the task behind it only when their lists are read again; events say later since when
 * one is asked that was there before us. So what is not known at once is waited for.
 */
const settleMs = 10_000

/**
 * The record of every question that no run of ours has to deal with: what was asked, of which VM, since when, and how it
 * went. Each is written once, whatever is cut or started again meanwhile; what nobody could see is written as a gap.
 */
export type QuestionLog = {
  /** Hears of a connection's questions from now on. */
  watch(inventory: Inventory): void
  /** Something about the runs of a VM is different. */
  look(vm: VmKey): void
  /** A question is about to be answered from here: what is known of it is written before that. */
  noteNow(vm: VmKey): Promise<void>
  /** The connection is no longer one of ours. */
  drop(connection: ConnectionId): void
  /** Begins to write, when the runs are known. Called once. @param last when the life before this one wrote last. */
  begin(last: string | undefined): Promise<void>
  /** Resolves when everything seen so far is written. */
  settled(): Promise<void>
  close(): void
}

type Asked = {
  /** What held when it was raised; undefined: it was there before we looked. */
  policy: Policy | undefined
  question: VmQuestion
  raisedAt: string
  key: QuestionKey
  state: 'seen' | 'noted' | 'of-a-run'
  /** It was asked before we looked, so that its age may become known. */
  wasThere: boolean
  /** As it was called when the question was written down, for when it is gone. */
  vmName?: string
  stopWaiting?: () => void
}

export function createQuestionLog(options: {
  journal: Pick<Journal, 'append' | 'readOpenQuestions' | 'onAppended' | 'catchUp'>
  now: () => number
  after: After
  keeperOf: (vm: VmKey, key: QuestionKey) => Keeper
  policyAt: (vm: VmKey) => Policy | undefined
  onRule: (vm: VmKey, order: RuleOrder) => void
  /** A time in which nobody looked is over, and written down. */
  onGap: () => void
  warn: (text: string, error: unknown) => void
}): QuestionLog {
  const { journal, now, after, keeperOf, policyAt, onRule, onGap, warn } = options
  const asked = new Map<VmKey, Asked>()
  /** Written in a life before this one, here or by a run, and not seen to go. */
  const before = new Map<QuestionKey, OpenQuestion>()
  /** Gone before it was known whose they were. */
  const passed = new Map<VmKey, { one: Asked; known: WhyGone; origin: Origin }[]>()
  const inventories = new Map<ConnectionId, { inventory: Inventory; stop: () => void }>()
  const gaps = createGaps()
  let begun = false
  const runs = createToldByRuns(journal, now)
  const record = createKeptRecord({ journal, onFailure: (error) => warn('a question was not recorded', error) })
  const ends = createQuestionEnds({ journal, record, aboutVm })
  const iso = () => new Date(now()).toISOString()

  function inventoryOf(vm: VmKey): Inventory | undefined {
    const at = splitKey(vm)
    return at && inventories.get(at.connection)?.inventory
  }

  function aboutVm(vm: VmKey, nameThen?: string) {
    const vmName = inventoryOf(vm)?.vms.get(vm)?.name ?? nameThen
    return { vm, ...withoutUndefined({ connection: splitKey(vm)?.connection, vmName }) }
  }

  const originOf = (vm: VmKey): Origin => originAt(inventoryOf(vm), vm)

  function note(vm: VmKey, one: Asked, origin = originOf(vm)): void {
    one.state = 'noted'
    one.stopWaiting?.()
    const known = before.get(one.key)
    before.delete(one.key)
    const question = stepQuestion(one)
    const about = aboutVm(vm, known?.vmName ?? one.vmName)
    if (about.vmName !== undefined) one.vmName = about.vmName
    if (known && isSameQuestion(known.question, comparable(one.question))) return
    if (known && !known.isOfRun) ends.writeGone(vm, one.key, 'not-watched', known.vmName)
    const host = withoutUndefined({ hostName: inventoryOf(vm)?.vms.get(vm)?.host?.name })
    const { decided, order } = decideByRule(vm, { ...one, origin, question, vmName: about.vmName ?? '' })
    const event = { kind: 'question-noted', question, origin, raisedAt: one.raisedAt, ...host, ...decided } as const
    ends.forget(one.key)
    record.write({ actor: andon, event, ...about })
    if (order) void record.settled().then(() => asked.get(vm) === one && onRule(vm, order))
  }

  /** It is no longer asked, however far its record is. */
  function end(vm: VmKey, one: Asked, known: WhyGone): void {
    asked.delete(vm)
    one.stopWaiting?.()
    if (one.state === 'noted') return ends.gone(vm, one, known)
    if (one.state === 'of-a-run' || !begun) return
    passed.set(vm, [...(passed.get(vm) ?? []), { one, known, origin: originOf(vm) }])
    settlePassed(vm)
  }

  function settlePassed(vm: VmKey): void {
    for (const { one, known, origin } of passed.get(vm) ?? []) {
      const keeper = keeperOf(vm, one.key)
      if (keeper === 'not-yet') return
      const told = runs.of(one.key, one.raisedAt)
      // A run has it in its record, and tells how it went unless it had its end before.
      if (told === 'asked' && keeper === 'log') ends.gone(vm, one, known)
      if (told !== 'nothing') continue
      note(vm, one, keeper === 'run' ? 'own run' : origin)
      ends.gone(vm, one, known)
    }
    passed.delete(vm)
  }

  function look(vm: VmKey): void {
    if (!begun) return
    settlePassed(vm)
    const one = asked.get(vm)
    if (!one || one.state === 'noted') return
    const keeper = keeperOf(vm, one.key)
    if (one.state === 'seen' && (keeper === 'run' || runs.of(one.key, one.raisedAt) !== 'nothing')) {
      one.state = 'of-a-run'
      one.stopWaiting?.()
      before.delete(one.key)
    }
    if (one.state === 'seen' && keeper === 'log') {
      const isClear = before.has(one.key) || (!one.wasThere && originOf(vm) !== 'no task')
      if (isClear) note(vm, one)
      else one.stopWaiting ??= after(settleMs, () => void noteLater(vm, one))
    }
    // The run has its end and the question is still there: how it goes is for this record then.
    if (one.state === 'of-a-run' && keeper === 'log' && runs.of(one.key, one.raisedAt) !== 'over') one.state = 'noted'
  }

  /** A process that stood still may not have heard yet of the run that asks. */
  async function noteLater(vm: VmKey, one: Asked): Promise<void> {
    await journal.catchUp().catch((error: unknown) => warn('what others have written is not known', error))
    if (asked.get(vm) === one) noteNow(vm)
  }

  function noteNow(vm: VmKey): void {
    const one = asked.get(vm)
    if (begun && one?.state === 'seen' && keeperOf(vm, one.key) === 'log') note(vm, one)
  }

  function hear(vm: VmKey, question: VmQuestion | undefined, raisedAt: string, wasThere = false): void {
    const at = splitKey(vm)
    if (!at) return
    const one = asked.get(vm)
    if (one && question && asksTheSame(one.question, question)) {
      one.question = question
      one.raisedAt = raisedAt < one.raisedAt ? raisedAt : one.raisedAt
      return
    }
    if (one) end(vm, one, whyGone(vm, question?.id === one.question.id))
    if (!question) return
    const key = questionKey(at.connection, at.moid, question.id)
    asked.set(vm, {
      question,
      raisedAt,
      key,
      state: 'seen',
      wasThere,
      policy: wasThere ? undefined : policyAt(vm),
      ...withoutUndefined({ vmName: aboutVm(vm).vmName }),
    })
    look(vm)
  }

  function whyGone(vm: VmKey, isChanged: boolean): WhyGone {
    const at = splitKey(vm)
    if (isChanged) return 'changed'
    if (at && !inventoryOf(vm)?.vms.has(vm)) return 'vm-gone'
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
    const present = new Set([...asked.values()].map(({ key }) => key))
    for (const [key, { isOfRun, vmName }] of before) {
      if (splitKey(key)?.connection !== id || present.has(key)) continue
      before.delete(key)
      // Of a run's own, the run tells how it went.
      if (!isOfRun) ends.gone(vmOfQuestion(key), { key, ...withoutUndefined({ vmName }) }, 'not-watched')
    }
    const event = gaps.end(id, iso())
    if (!event) return
    record.write({ actor: andon, event, connection: id })
    void record.settled().then(onGap)
  }

  function take(inventory: Inventory, change: InventoryChange): void {
    const { id } = inventory
    if (change.kind === 'question') hear(change.vm, change.question, change.raisedAt, inventory.state.at !== 'live')
    if (change.kind !== 'connection') return
    if (change.state.at === 'live') live(inventory)
    else if (change.state.at !== 'connecting') gaps.begin(id, iso(), 'no-contact')
  }

  return {
    watch(inventory) {
      const { id } = inventory
      inventories.get(id)?.stop()
      const stop = inventory.onChanges((changes) => {
        for (const change of changes) take(inventory, change)
      })
      inventories.set(id, { inventory, stop })
      for (const [vm, { question, raisedAt }] of inventory.questions) hear(vm, question, raisedAt, true)
      if (inventory.state.at === 'live') live(inventory)
    },
    look,
    async noteNow(vm) {
      noteNow(vm)
      await record.settled()
    },
    drop(connection) {
      for (const [vm, one] of asked) if (splitKey(vm)?.connection === connection) end(vm, one, 'connection-removed')
      for (const [key, { isOfRun, vmName }] of before) {
        if (splitKey(key)?.connection !== connection) continue
        before.delete(key)
        if (!isOfRun) ends.writeGone(vmOfQuestion(key), key, 'connection-removed', vmName)
      }
      inventories.get(connection)?.stop()
      inventories.delete(connection)
      gaps.forget(connection)
    },
    async begin(last) {
      for (const open of await journal.readOpenQuestions()) {
        const { question, sent, vmName, isOfRun } = open
        before.set(question.key, open)
        if (!isOfRun) ends.takeOver(question, sent, vmName)
      }
      begun = true
      for (const { inventory } of inventories.values()) {
        if (last !== undefined) gaps.beginAnew(inventory.id, last, 'andon-stopped')
        if (inventory.state.at === 'live') live(inventory)
        else for (const vm of asked.keys()) look(vm)
      }
    },
    settled: () => record.settled(),
    close() {
      for (const [vm, one] of asked) {
        noteNow(vm)
        one.stopWaiting?.()
      }
      begun = false
      ends.close()
      runs.close()
      for (const { stop } of inventories.values()) stop()
    },
  }
}
