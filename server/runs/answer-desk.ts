import { assertNever } from '@/lib/assert-never'
import { sentRecordMs } from '@/lib/live/live-state'
import type { Actor } from '@/lib/runs/actor'
import { splitKey, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'
import { callError, faultLine, inTime, isPassing, type CallError } from './host-call'
import type { Leases, Taken } from '../journal/leases'
import type { Fence } from '../journal/row-writer'
import type { After } from './contract'
import { andon, type AnswerEnd, type NewStep } from './run-machine'

export type AnswerRequest = {
  inventory: Inventory
  vm: VmKey
  key: QuestionKey
  question: VmQuestion
  raisedAt: string
  choice: QuestionChoice
  by: Actor
  /** Answers of one press to many have this in common. */
  together?: string
  /** How it is made sure that this is still what is asked: read from the host; by what its stream has told; it was just read. */
  stillAsked: 'read' | 'told' | 'known'
  /** Writes to the journal, for the runs that have this question to deal with; what none has, only while `fence` lets it. */
  log: (step: NewStep, fence: Fence) => Promise<void>
}

/**
 * `not-recorded`: the journal did not take the intent, so nothing was sent. `not-read`: what is asked now could not be
 * read, so nothing was sent.
 */
export type DeskAnswer = AnswerEnd | { end: 'not-recorded'; error: unknown } | { end: 'not-read'; error: CallError }

/** An answer that was sent from here. `not-taken`: the host refused it or did not say; the question may still wait. */
export type AnswerRecord = {
  key: QuestionKey
  choice: QuestionChoice
  isDefault: boolean
  by: Actor
  at: 'sending' | 'answered' | 'not-taken'
  sentAt: string
  answeredAt?: string
  afterMs?: number
}

export type AnswerDesk = {
  /** Never rejects. */
  answer(request: AnswerRequest): Promise<DeskAnswer>
  /** @param raisedAt since when it is asked; what was sent before that went to an earlier question of the same id. */
  record(key: QuestionKey, raisedAt?: string): AnswerRecord | undefined
}

/** What was known of a question this long ago is read again. */
const staleMs = 5_000

/**
 * The one place where answers leave for a host, people's and auto-answer's: one at a time per question, each recorded
 * before it is sent. Who comes second waits for the first, and learns what became of it.
 */
export function createAnswerDesk(options: {
  leases: Pick<Leases, 'take'>
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
}): AnswerDesk {
  const { leases, now, after, warn } = options
  const records = new Map<QuestionKey, AnswerRecord>()
  const inFlight = new Map<QuestionKey, Promise<DeskAnswer>>()
  const iso = () => new Date(now()).toISOString()

  function keep(record: AnswerRecord): void {
    const { key } = record
    records.set(key, record)
    if (record.at !== 'sending') {
      after(sentRecordMs, () => {
        if (records.get(key) === record) records.delete(key)
      })
    }
  }

  /** Hosts count questions anew when a VM starts again: `_vmx1` of today is not the one that was answered before. */
  function recordOf(key: QuestionKey, raisedAt?: string): AnswerRecord | undefined {
    const record = records.get(key)
    if (!record || record.at === 'sending' || raisedAt === undefined) return record
    return Date.parse(raisedAt) > Date.parse(record.answeredAt ?? record.sentAt) ? undefined : record
  }

  async function answer(request: AnswerRequest): Promise<DeskAnswer> {
    const { key, inventory, vm, question } = request
    const first = inFlight.get(key)
    if (first) return (await first).end === 'answered' ? { end: 'already' } : { end: 'busy' }
    // By what the stream has told: a run's own reading may still show a question that was just answered.
    const asked = inventory.questions.get(vm)
    const raisedAt = asked?.question.id === question.id ? asked.raisedAt : undefined
    if (recordOf(key, raisedAt)?.at === 'answered') return { end: 'already' }
    const sending = sendAlone(request).finally(() => inFlight.delete(key))
    inFlight.set(key, sending)
    return sending
  }

  /** Of several processes one at a time answers a question. */
  async function sendAlone(request: AnswerRequest): Promise<DeskAnswer> {
    let taken: Taken
    try {
      taken = await leases.take({ name: `answer ${request.key}`, label: 'Answer', subjects: [], lasting: false })
    } catch (error) {
      return { end: 'not-recorded', error }
    }
    if (taken.is === 'held') return { end: 'busy' }
    const { lease } = taken
    try {
      return await sendIfAsked({ ...request, log: (step) => request.log(step, () => lease.fence()) })
    } finally {
      lease.release()
    }
  }

  /** A host may put another question under this id at any time, with other answers under the same keys. */
  async function sendIfAsked(request: Fenced): Promise<DeskAnswer> {
    const { inventory, vm, question, stillAsked } = request
    const at = splitKey(vm)
    if (!at) return { end: 'failed', raw: `not the key of a VM: ${vm}` }
    let now = inventory.questions.get(vm)?.question
    if (stillAsked === 'read') {
      try {
        now = await inTime(inventory.readQuestion(at.moid), after)
      } catch (error) {
        return { end: 'not-read', error: callError(error) }
      }
    }
    if (stillAsked === 'known' || (now && asksTheSame(now, question))) return send(request)
    return now?.id === question.id ? { end: 'changed', now } : { end: 'gone', known: 'unknown', now }
  }

  function send(request: Fenced): Promise<DeskAnswer> {
    const left = request.inventory.expectAnswer()
    return sendRecorded(request, left).finally(left)
  }

  /** @param left to be called when the answer has left. */
  async function sendRecorded(request: Fenced, left: () => void): Promise<DeskAnswer> {
    const { inventory, vm, key, question, choice, by, log, raisedAt, together } = request
    const write = (step: NewStep) =>
      log(step).catch((reason: unknown) => warn('what became of an answer was not recorded', reason))
    const isDefault = question.defaultIndex !== undefined && question.choices[question.defaultIndex]?.key === choice.key
    const record: AnswerRecord = { key, choice, isDefault, by, at: 'sending', sentAt: iso() }
    keep(record)
    const about = { question: key, choice, isDefault, ...withoutUndefined({ together }) }
    try {
      await log({ actor: by, event: { kind: 'answer-sent', ...about } })
    } catch (error) {
      keep({ ...record, at: 'not-taken' })
      return { end: 'not-recorded', error }
    }
    const changed = now() - Date.parse(record.sentAt) > staleMs ? await notAskedNow(request) : undefined
    if (changed) {
      await write(endOf(changed, key, by))
      keep({ ...record, at: 'not-taken' })
      return changed
    }
    const sent = inventory.answerVm(vmOf(vm), question.id, choice.key)
    left()
    try {
      await inTime(sent, after)
    } catch (error) {
      const result = await afterFailure(inventory, request, callError(error))
      await write(endOf(result, key, by))
      keep({ ...record, at: 'not-taken' })
      return result
    }
    const afterMs = Math.max(0, now() - Date.parse(raisedAt))
    await write({ actor: by, event: { kind: 'answered', ...about, afterMs } })
    keep({ ...record, at: 'answered', answeredAt: iso(), afterMs })
    return { end: 'answered' }
  }

  /** The journal has made the answer wait, and the host may ask something else by now. Undefined: it asks the same. */
  async function notAskedNow({ inventory, vm, question }: AnswerRequest): Promise<AnswerEnd | undefined> {
    try {
      const asks = await inTime(inventory.readQuestion(vmOf(vm)), after)
      if (asks && asksTheSame(asks, question)) return undefined
      return asks?.id === question.id ? { end: 'changed', now: asks } : { end: 'gone', known: 'unknown', now: asks }
    } catch (error) {
      const failure = callError(error)
      return { end: 'passing', raw: failure.blame === 'vsphere' ? faultLine(failure.fault) : failure.reason }
    }
  }

  /** The host did not take the answer, or did not say. What the VM asks now tells more. */
  async function afterFailure(inventory: Inventory, request: Fenced, error: CallError): Promise<AnswerEnd> {
    const fault = error.blame === 'vsphere' ? error.fault : undefined
    const whyGone = fault === undefined || maybeTaken.has(fault.type) ? 'own-answer-probable' : 'unknown'
    const known = fault?.type === 'ConcurrentAccess' ? 'another-answer' : whyGone
    try {
      const now = await inTime(inventory.readQuestion(vmOf(request.vm)), after)
      if (!now || !asksTheSame(now, request.question)) return { end: 'gone', known, now }
    } catch (reading) {
      const failure = callError(reading)
      // A VM that is gone asks nothing.
      if (failure.blame === 'vsphere' && failure.fault.type === 'ManagedObjectNotFound') {
        return { end: 'gone', known: 'vm-gone', now: undefined }
      }
      if (failure.blame !== 'vsphere') return { end: 'unknown', reason: failure.reason }
    }
    if (error.blame !== 'vsphere') return { end: 'unknown', reason: error.reason }
    // ConcurrentAccess: somebody else's answer is being taken, and the question has not gone yet.
    if (error.fault.type === 'ConcurrentAccess') return { end: 'busy' }
    return { end: isPassing(error.fault.type) ? 'passing' : 'failed', raw: faultLine(error.fault) }
  }

  return { answer, record: recordOf }
}

/** A request that has the lease of its question. */
type Fenced = Omit<AnswerRequest, 'log'> & { log: (step: NewStep) => Promise<void> }

/** A run's VM key was checked when the run began, a person's when the question was looked up. */
function vmOf(vm: VmKey) {
  const at = splitKey(vm)
  if (!at) throw new Error(`not the key of a VM: ${vm}`)
  return at.moid
}

/** Of these, the ones after which the answer may have been taken all the same. */
const maybeTaken: ReadonlySet<string> = new Set(['SystemError', 'HostCommunication', 'Timedout'])

/** What became of an answer that the host did not take, for those who read the journal. */
function endOf(result: AnswerEnd, question: QuestionKey, by: Actor): NewStep {
  const notTaken = (reason?: string): NewStep => ({
    actor: by,
    event: { kind: 'answer-not-taken', question, ...withoutUndefined({ reason }) },
  })
  const unconfirmed = (reason: string): NewStep => ({
    actor: by,
    event: { kind: 'answer-unconfirmed', question, reason },
  })
  switch (result.end) {
    case 'gone':
      return { actor: andon, event: { kind: 'question-gone', question, known: result.known } }
    case 'unknown':
      return unconfirmed(result.reason)
    case 'failed':
    case 'passing':
      return notTaken(result.raw)
    case 'busy':
    case 'already':
    case 'answered':
    case 'changed':
      return notTaken()
    default:
      return assertNever(result, 'answer')
  }
}
