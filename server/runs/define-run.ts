import type { RunOutcome } from '@/lib/runs/run'
import { pathOf } from '@/lib/runs/run'
import { actorName } from '@/lib/runs/actor'
import { isRestored, sentStart } from '@/lib/runs/fold-run'
import { subjectName } from '@/lib/runs/subject'
import type { ConsoleError } from '@/lib/result'
import type { Defining } from '../files/define-vm'
import { putDefinition, takeBack } from '../files/put-definition'
import { cutError, isClosing, settleRecorded, stoppedBefore, write } from './file-write'
import { endRestored, hostTask, resumeHostTask } from './host-task'
import { startLater, type HostCall } from './start-later'
import { toConsoleError } from '../errors/console-error'
import { faultOf, type Work, type WorkingRun } from './work'

/**
 * A VM from a definition: its VMX is put in its place, and the host registers it. What the host does not take is taken
 * back, or said to be there.
 * @param told is told when the host has replied, or when it does not come to that.
 */
export const defineVm =
  (prepared: Defining, call: HostCall, told: (refused?: ConsoleError) => void): Work =>
  (run) =>
    write(
      run,
      (steps) => putDefinition(prepared, steps),
      (result) => told(result.ok ? undefined : result.error),
      () => hostTask(call, (error) => told(error === undefined ? undefined : toConsoleError(error)))(takingBack(run)),
    )

/** Takes up what another process began: the text is gone with it, so what is not in its place is cut; what is, is registered. */
export const resumeDefine: Work = async (run) => {
  const { task, steps } = run.view
  const isSent = task !== undefined || sentStart(steps) !== undefined || has(run, 'started')
  if (isSent) return resumeHostTask(takingBack(run))
  const writing = writingOf(run)
  if (!writing) {
    if (isRestored(steps)) return endRestored(run)
    return run.end({ kind: 'refused', refusal: { why: 'not-possible', because: stoppedBefore } })
  }
  const isCut = () => run.end({ kind: 'failed', fault: faultOf(cutError()) })
  if (has(run, 'cleared')) return isCut()
  const settled = await settleRecorded(
    run,
    { temporary: writing.temporary, isSettled: false, placing: has(run, 'placing') ? 'unanswered' : 'no' },
    'Andon was stopped while it sent it.',
  )
  if (isClosing(run)) return undefined
  if (settled.is === 'unknown') return run.end({ kind: 'lost', reason: settled.reason })
  if (settled.is === 'not-placed') return isCut()
  const registering = takingBack(run)
  const call = await startLater(registering)
  if (call) await hostTask(call, () => undefined)(registering)
}

const has = ({ view }: WorkingRun, kind: string) => view.steps.some(({ event }) => event.kind === kind)

function writingOf({ view }: WorkingRun) {
  const event = view.steps.findLast((step) => step.event.kind === 'writing')?.event
  return event?.kind === 'writing' ? event : undefined
}

/** The same run, whose end takes back what was put in place for nothing. */
function takingBack(run: WorkingRun): WorkingRun {
  return {
    ...run,
    // What was read once stays as it was.
    get view() {
      return run.view
    },
    async end(outcome, following) {
      const isVain = outcome.kind === 'failed' || outcome.kind === 'cancelled' || outcome.kind === 'refused'
      return run.end(isVain ? await withoutRest(run, outcome) : outcome, following)
    },
  }
}

async function withoutRest(
  run: WorkingRun,
  outcome: Extract<RunOutcome, { kind: 'failed' | 'cancelled' | 'refused' }>,
): Promise<RunOutcome> {
  const at = pathOf(run.view)
  const writing = writingOf(run)
  if (!at || writing?.checksum === undefined) return outcome
  // Somebody else has registered it: the stream may not have told of that VM yet, nor the account see it.
  const isAnothers = outcome.kind === 'failed' && outcome.fault.type === 'AlreadyExists'
  const left = isAnothers
    ? 'A VM is registered from it.'
    : await takeBack(run.inventory(), { at, checksum: writing.checksum, makesFolder: writing.makesFolder })
  if (left === undefined) {
    await run.record({ kind: 'cleared', temporary: at.path })
    return outcome
  }
  const where = `Its VMX is left at ${subjectName(at)}: ${left} Register it, or delete it.`
  switch (outcome.kind) {
    case 'failed':
      return { ...outcome, fault: { ...outcome.fault, message: `${outcome.fault.message} ${where}` } }
    case 'refused': {
      const because = outcome.refusal.why === 'not-possible' ? `${outcome.refusal.because} ${where}` : where
      return { kind: 'refused', refusal: { why: 'not-possible', because } }
    }
    case 'cancelled': {
      const message = `It was cancelled by ${actorName(outcome.by)}. ${where}`
      return { kind: 'failed', fault: { type: 'RequestCanceled', message, chain: [] } }
    }
  }
}
