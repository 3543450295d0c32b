import type { Actor } from '@/lib/runs/actor'
import { ok, type Result } from '@/lib/result'
import { questionKey, splitKey, vmKey, type ConnectionId, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { comparable, isSameQuestion } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { Leases } from '../journal/leases'
import type { Fence } from '../journal/row-writer'
import { createAnswerDesk, type DeskAnswer } from './answer-desk'
import { createPace } from './answer-pace'
import type { After, Press } from './contract'
import type { AnswerEnd, Command, NewStep } from './run-machine'
import {
  alreadyAnswered,
  answerRefused,
  answerUnknown,
  beingAnswered,
  noConnection,
  noContact,
  noSuchChoice,
  noSuchQuestion,
  notConfirmed,
  notRecorded,
  questionChanged,
  questionGone,
  questionUnread,
} from './run-errors'
import type { StillWriting, VmProcess } from './run-process'
import type { Keeper } from './question-log'

/** Answers, people's and auto-answer's: sent through one desk, and told to every run that has the question. */
export function createAnswering(options: {
  journal: Journal
  leases: Pick<Leases, 'take'>
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  connectionName: (connection: ConnectionId) => string
  onVm: (vm: VmKey) => VmProcess[]
  /** Has the question of this VM written down before its answer, unless a run's record has it. @returns whose it is. */
  noteFirst: (vm: VmKey) => Promise<Keeper>
}) {
  const { journal, now, inventoryOf, onVm, noteFirst } = options
  const desk = createAnswerDesk(options)
  const pace = createPace(options)

  /** Into every run that has this question at that moment; into the journal alone when none has. */
  const logFor =
    (vm: VmKey, key: QuestionKey, about: { connection: ConnectionId; vmName?: string }, writing?: StillWriting) =>
    async (step: NewStep, fence: Fence) => {
      // What the host has told is on its way through the runs: theirs is the question as soon as they have written it down.
      const mine = writing?.isOpen() ? writing : undefined
      const others = onVm(vm).filter((process) => process !== mine?.process)
      await Promise.all(others.map((process) => process.settled()))
      const processes = onVm(vm).filter((process) => process.asks(key))
      const keeper = processes.length === 0 ? await noteFirst(vm) : 'run'
      // That its question went, a run tells by itself; another process may have that run.
      if (step.event.kind === 'question-gone' && keeper !== 'log') return
      if (processes.length === 0) await journal.append({ ...step, vm, ...about }, fence)
      const recordIn = (process: VmProcess) => (mine?.isOpen() && process === mine.process ? mine : process)
      await Promise.all(processes.map((process) => recordIn(process).record(step)))
    }

  function tell(vm: VmKey, key: QuestionKey, result: AnswerEnd, mine?: VmProcess): void {
    const at = new Date(now()).toISOString()
    for (const process of onVm(vm)) process.send({ is: 'answer', key, mine: process === mine, result, at })
  }

  function announce(vm: VmKey, key: QuestionKey, except?: VmProcess): void {
    for (const process of onVm(vm)) if (process !== except) process.send({ is: 'answering', key })
  }

  function byRun(writing: StillWriting, { pending, choice, by }: Extract<Command, { do: 'answer' }>): void {
    const { process } = writing
    const { subjects, connection } = process.view
    const vm = subjects[0].key
    const { key, question, raisedAt } = pending
    const inventory = inventoryOf(connection)
    if (!inventory) return process.send({ is: 'dropped' })
    announce(vm, key, process)
    const log = logFor(vm, key, { connection }, writing)
    // What was read before the start is newer than what the stream has told.
    const stillAsked = process.soFar.phase === 'answering-earlier' ? 'known' : 'told'
    pace.inTurn(vm, () => {
      void desk.answer({ inventory, vm, key, question, raisedAt, choice, by, stillAsked, log }).then(async (result) => {
        if (result.end === 'already') await catchUp(process, key)
        tell(vm, key, recorded(result), process)
      })
    })
  }

  /** A person answered before this run had seen the question: its timeline says so all the same. */
  async function catchUp(process: VmProcess, key: QuestionKey): Promise<void> {
    const record = desk.record(key)
    const told = process.view.steps.some(({ event }) => event.kind === 'answered' && event.question === key)
    if (told || !record) return
    const { by, choice, isDefault, afterMs = 0 } = record
    const event = { kind: 'answered', question: key, choice, isDefault, afterMs } as const
    await process
      .record({ actor: by, event })
      .catch((error: unknown) => options.warn('an answer was not recorded', error))
  }

  async function byPerson(key: QuestionKey, press: Press, by: Actor): Promise<Result<null>> {
    const at = splitKey(key)
    if (!at) return noSuchQuestion
    const inventory = inventoryOf(at.connection)
    if (!inventory) return noConnection
    const vm = vmKey(at.connection, at.moid)
    const asked = inventory.questions.get(vm)
    const isAsked = asked !== undefined && questionKey(at.connection, at.moid, asked.question.id) === key
    const before = desk.record(key, isAsked ? asked.raisedAt : undefined)
    if (before?.at === 'answered') return alreadyAnswered(before)
    if (!isAsked) return noSuchQuestion
    // A browser shows what it was told last; the host may have put another question under this id.
    if (!isSameQuestion(comparable(asked.question), press.seen)) return questionChanged(asked.question)
    const choice = asked.question.choices.find((offered) => offered.key === press.choice)
    if (!choice) return noSuchChoice
    const described = describeQuestion(asked.question).choices.find((offered) => offered.key === press.choice)
    if (described?.confirm !== undefined && !press.confirmed) return notConfirmed(described.label, described.confirm)
    if (hasNoContact(inventory)) return noContact(options.connectionName(at.connection), 'sent')
    announce(vm, key)
    const vmName = inventory.vms.get(vm)?.name
    const log = logFor(vm, key, { connection: at.connection, ...withoutUndefined({ vmName }) })
    const together = withoutUndefined({ together: press.together })
    const result = await desk.answer({ inventory, vm, key, ...asked, choice, by, ...together, stillAsked: 'read', log })
    if (result.end !== 'already') tell(vm, key, recorded(result))
    const record = desk.record(key)
    switch (result.end) {
      case 'answered':
        return ok(null)
      case 'already':
        return record ? alreadyAnswered(record) : questionGone('another-answer')
      case 'gone':
        return questionGone(result.known)
      case 'changed':
        return questionChanged(result.now)
      case 'busy':
        return beingAnswered(record && record.by !== by ? record.by : { kind: 'elsewhere' })
      case 'failed':
      case 'passing':
        return answerRefused(result.raw)
      case 'not-read':
        return questionUnread(result.error)
      case 'unknown':
        return answerUnknown(result.reason)
      case 'not-recorded':
        return notRecorded(result.error)
    }
  }

  return { byRun, byPerson }
}

/** While it is connecting, a call may already go through. */
export const hasNoContact = ({ state }: Inventory) => state.at === 'lost' || state.at === 'refused'

function recorded(result: DeskAnswer): AnswerEnd {
  if (result.end === 'not-recorded') return { end: 'failed', raw: 'Andon could not write its journal.' }
  return result.end === 'not-read' ? { end: 'failed', raw: 'The question could not be read again.' } : result
}
