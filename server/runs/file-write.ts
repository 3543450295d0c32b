import type { Uploaded } from '@/lib/files/transfer'
import type { VmxSaved } from '@/lib/files/vmx-file'
import { actorName } from '@/lib/runs/actor'
import { assertNever } from '@/lib/assert-never'
import { isRestored } from '@/lib/runs/fold-run'
import { vmOf, type RunOutcome } from '@/lib/runs/run'
import { failed, ok, type Result } from '@/lib/result'
import { splitKey } from '@/lib/vsphere/ids'
import { Refused, toConsoleError } from '../errors/console-error'
import { withoutUndefined } from '@/lib/without-undefined'
import { reloadVm, saveVmx, type VmxSaving } from '../files/save-vmx'
import { moveMethod, type FailedWrite, type WriteSteps } from '../files/temporary'
import { receiveUpload, type Upload } from '../files/upload'
import { endRestored } from './host-task'
import { settleWrite, type Settled } from './settle-write'
import { withContact } from './with-contact'
import { faultOf, Stopped, type Work, type WorkingRun } from './work'

/** A file from a browser, byte by byte to its place. @param told is told what the browser has to know. */
export const upload =
  (prepared: Upload, told: (result: Result<Uploaded>) => void): Work =>
  (run) => {
    const { request } = prepared
    const signal = AbortSignal.any([request.signal, run.signal])
    const wanted = { ...prepared, request: { ...request, signal } }
    return write(run, (steps) => receiveUpload(wanted, steps, progressOf(run, prepared.length)), told)
  }

/** A VM's configuration file, and the host that reads it again. */
export const vmxSave =
  (prepared: VmxSaving, told: (result: Result<VmxSaved>) => void): Work =>
  (run) =>
    write(run, (steps) => saveVmx(prepared, steps), told)

/** Writes a file, and goes on where it is in its place: without anything else that is the run's success. */
export async function write<Value>(
  run: WorkingRun,
  work: (steps: WriteSteps) => Promise<Value>,
  told: (result: Result<Value>) => void,
  then: () => Promise<void> = () => run.end({ kind: 'succeeded' }),
): Promise<void> {
  let value: Value
  try {
    value = await work(stepsOf(run))
  } catch (thrown) {
    const error = stopError(run.signal) ?? thrown
    try {
      if (run.view.state.at !== 'ended' && !isLeftToNextLife(run)) await run.end(outcomeOf(run.signal, error))
    } finally {
      told(failed(toConsoleError(error)))
    }
    return
  }
  try {
    await then()
    told(ok(value))
  } catch (error) {
    // It is in its place: what could not be written down after that is no failure of it, and the run goes on as the journal has it.
    told(failed(toConsoleError(error)))
    throw error
  }
}

/** What becomes of a move that is under way when Andon stops, only the next life of the process can find out. */
const isLeftToNextLife = ({ signal, view }: WorkingRun) =>
  signal.reason instanceof Stopped &&
  signal.reason.why.is === 'closing' &&
  view.steps.some(({ event }) => event.kind === 'placing') &&
  !view.steps.some(({ event }) => event.kind === 'cleared' && event.left === undefined)

/** Why a work that was stopped did not come to its end, whatever the broken connection says of it. */
function stopError({ aborted, reason }: AbortSignal): Refused | undefined {
  if (!aborted || !(reason instanceof Stopped)) return undefined
  const { why } = reason
  switch (why.is) {
    case 'cancelled':
      return new Refused({ code: 'cancelled', sentence: `Cancelled by ${actorName(why.by)}.` })
    case 'dropped':
      return new Refused({ code: 'cut', sentence: 'It was cut: the connection was removed.' })
    case 'closing':
      return new Refused({ code: 'cut', sentence: cutByStop, wayOut: 'Start it again.' })
  }
}

const lateSentence = 'Andon could not write its journal for more than ten minutes, so nothing was written.'
const cutByStop = 'It was cut: Andon was stopped.'

/** What became of it nobody can say. */
class OutcomeUnknown extends Refused {
  constructor(reason: string) {
    super({ code: 'outcome-unknown', blame: 'wire', sentence: reason })
  }
}

function outcomeOf({ reason }: AbortSignal, error: unknown): RunOutcome {
  if (error instanceof OutcomeUnknown) return { kind: 'lost', reason: error.told.sentence }
  if (reason instanceof Stopped && reason.why.is === 'cancelled') return { kind: 'cancelled', by: reason.why.by }
  return { kind: 'failed', fault: faultOf(error) }
}

const stepsOf = (run: WorkingRun): WriteSteps => ({
  async writing(temporary, bytes, checksum, makesFolder) {
    await run.record({ kind: 'writing', temporary, bytes, ...withoutUndefined({ checksum, makesFolder }) })
    if (run.order.age() === 'fresh') return
    throw new Refused({ code: 'late', sentence: lateSentence, wayOut: 'Start it again.' })
  },
  placing: (method) => run.record({ kind: 'placing', method }),
  async settle(write) {
    const settled = await settleRecorded(run, write)
    if (settled.is === 'unknown') throw new OutcomeUnknown(settled.reason)
    return settled.is
  },
})

export async function settleRecorded(run: WorkingRun, write: FailedWrite, reason = ''): Promise<Settled> {
  if (write.placing === 'unanswered') {
    await run.record({ kind: 'start-unanswered', method: moveMethod, reason })
  }
  const settled = await settleWrite(run, write)
  // What is placed has no temporary file any more.
  if (settled.is === 'placed') return settled
  const { temporary } = write
  const { cleared } = settled
  // The next life looks again.
  if (write.placing === 'unanswered' && cleared.is === 'left' && isClosing(run)) return settled
  await run.record({ kind: 'cleared', temporary, ...(cleared.is === 'left' ? { left: cleared.because } : {}) })
  return settled
}

const progressEveryMs = 1_000

/** Of a hundred steps on the way, the history needs these. */
const recordedEveryPercent = 10

/** How far it is, each whole per cent and at most once a second: everybody who looks sees it move. */
function progressOf(run: WorkingRun, length: number): (sent: number) => void {
  let [shown, shownAt, recorded] = [0, 0, 0]
  return (sent) => {
    const percent = length === 0 ? 100 : Math.floor((sent / length) * 100)
    if (percent <= shown || run.now() - shownAt < progressEveryMs) return
    shown = percent
    shownAt = run.now()
    if (percent - recorded < recordedEveryPercent) return run.showPercent(percent)
    recorded = percent
    // One that cannot be written stops the work at its next step.
    run.record({ kind: 'progress', percent }).catch(() => undefined)
  }
}

/**
 * Takes up a file that another process was writing: its bytes are lost with that process, so what is left to do is to
 * remove the temporary file, as soon as there is contact. One that was about to be put in its place may be there.
 */
export const resumeWrite: Work = async (run) => {
  const events = run.view.steps.map(({ event }) => event)
  const writing = events.findLast((event) => event.kind === 'writing')
  if (writing?.kind !== 'writing') {
    if (isRestored(run.view.steps)) return endRestored(run)
    return run.end({ kind: 'refused', refusal: { why: 'not-possible', because: stoppedBefore } })
  }
  const { temporary } = writing
  const isCut = () => run.end({ kind: 'failed', fault: faultOf(cutError()) })
  if (events.some((event) => event.kind === 'cleared' && event.left === undefined)) return isCut()
  const placing = events.some((event) => event.kind === 'placing') ? 'unanswered' : 'no'
  if (placing === 'no') await withContact(run)
  if (isClosing(run)) return undefined
  // The host may have it open for a moment, and not even show it yet.
  const settled = await settleRecorded(
    run,
    { temporary, isSettled: false, placing },
    'Andon was stopped while it sent it.',
  )
  if (isClosing(run)) return undefined
  switch (settled.is) {
    case 'placed':
      await reloadWhatWasSaved(run)
      return run.end({ kind: 'succeeded' })
    case 'unknown':
      return run.end({ kind: 'lost', reason: settled.reason })
    case 'not-placed':
      return isCut()
    default:
      return assertNever(settled, 'what became of a write')
  }
}

/** Neither bytes nor the text of a file are in the journal. */
export const stoppedBefore =
  'Andon was stopped before it sent anything, and what was to be written went with it. Nothing was started. Start it again.'

export const isClosing = ({ signal }: WorkingRun) =>
  signal.reason instanceof Stopped && signal.reason.why.is === 'closing'

/** A VM's configuration file is in its place, and its host has not been told to read it. */
async function reloadWhatWasSaved(run: WorkingRun): Promise<void> {
  const vm = run.view.kind === 'vmxSave' ? vmOf(run.view) : undefined
  const at = vm && splitKey(vm.key)
  const inventory = run.inventory()
  if (at && inventory) await reloadVm(inventory, at.moid)
}

export const cutError = () =>
  new Refused({
    code: 'cut',
    sentence: `${cutByStop} What was there before is untouched.`,
    wayOut: 'Start it again.',
  })
