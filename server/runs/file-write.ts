import type { Uploaded } from '@/lib/files/transfer'
import type { VmxSaved } from '@/lib/files/vmx-file'
import { actorName } from '@/lib/runs/actor'
import { pathOf, type RunOutcome } from '@/lib/runs/run'
import { failed, ok, type Result } from '@/lib/result'
import { splitKey } from '@/lib/vsphere/ids'
import { Refused, toConsoleError } from '../errors/console-error'
import { readPlace } from '../files/place'
import { saveVmx, type VmxSaving } from '../files/save-vmx'
import { removeTemporary, type Cleared, type WriteSteps } from '../files/temporary'
import { receiveUpload, type Upload } from '../files/upload'
import type { Inventory } from '../inventory/contract'
import { stoppedBefore } from './host-task'
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

async function write<Value>(
  run: WorkingRun,
  work: (steps: WriteSteps) => Promise<Value>,
  told: (result: Result<Value>) => void,
): Promise<void> {
  try {
    const value = await work(stepsOf(run))
    await run.end({ kind: 'succeeded' })
    told(ok(value))
  } catch (thrown) {
    const error = stopError(run.signal) ?? thrown
    try {
      if (run.view.state.at !== 'ended') await run.end(outcomeOf(run.signal, error))
    } finally {
      told(failed(toConsoleError(error)))
    }
  }
}

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

const cutByStop = 'It was cut: Andon was stopped.'

function outcomeOf({ reason }: AbortSignal, error: unknown): RunOutcome {
  if (reason instanceof Stopped && reason.why.is === 'cancelled') return { kind: 'cancelled', by: reason.why.by }
  return { kind: 'failed', fault: faultOf(error) }
}

const stepsOf = (run: WorkingRun): WriteSteps => ({
  writing: (temporary, bytes) => run.record({ kind: 'writing', temporary, bytes }),
  placing: (method) => run.record({ kind: 'placing', method }),
  cleared: (temporary, cleared) => recordCleared(run, temporary, cleared),
})

const recordCleared = (run: WorkingRun, temporary: string, cleared: Cleared) =>
  run.record({ kind: 'cleared', temporary, ...(cleared.is === 'left' ? { left: cleared.because } : {}) })

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
 * remove the temporary file, as soon as there is contact.
 */
export const resumeWrite: Work = async (run) => {
  const events = run.view.steps.map(({ event }) => event)
  const writing = events.findLast((event) => event.kind === 'writing')
  if (writing?.kind !== 'writing') {
    return run.end({ kind: 'refused', refusal: { why: 'not-possible', because: stoppedBefore } })
  }
  const { temporary } = writing
  const wasCleared = events.findLast((event) => event.kind === 'cleared')
  const cleared = wasCleared ? undefined : await clear(run, temporary)
  if (!cleared) return run.end({ kind: 'failed', fault: faultOf(cutError(undefined)) })
  if (run.signal.reason instanceof Stopped && run.signal.reason.why.is === 'closing') return undefined
  await recordCleared(run, temporary, cleared)
  const wasPlacing = events.some((event) => event.kind === 'placing')
  if (wasPlacing && cleared.is !== 'removed') {
    const reason =
      'Andon was stopped while the file was put in its place. Whether it is there is not known: look at it.'
    return run.end({ kind: 'lost', reason })
  }
  return run.end({ kind: 'failed', fault: faultOf(cutError(cleared.is === 'left' ? temporary : undefined)) })
}

const cutError = (left: string | undefined) =>
  new Refused({
    code: 'cut',
    sentence:
      left === undefined
        ? `${cutByStop} What had arrived is removed; what was there before is untouched.`
        : `${cutByStop} What had arrived may still lie there as ${left}; what was there before is untouched.`,
    wayOut: 'Start it again.',
  })

async function clear(run: WorkingRun, temporary: string): Promise<Cleared> {
  const path = pathOf(run.view)
  const datastore = path && splitKey(path.datastore)
  const inventory = await withContact(run)
  if (!datastore || !inventory) return { is: 'left', because: 'There has been no contact with the host since.' }
  try {
    const access = inventory.access()
    const place = await readPlace(access, datastore.moid)
    // The host may have it open for a moment, and not even show it yet.
    return await removeTemporary({ access, place, path: temporary }, temporary, { isSettled: false })
  } catch (error) {
    return { is: 'left', because: toConsoleError(error).sentence }
  }
}

/** A host that comes back later than this keeps the temporary file; its name says what it is. */
const contactWithinMs = 15 * 60_000

/** The inventory as soon as it has contact; undefined when that takes too long, or nobody waits any more. */
function withContact(run: WorkingRun): Promise<Inventory | undefined> {
  return new Promise((resolve) => {
    let unlisten: (() => void) | undefined
    const settle = (inventory: Inventory | undefined) => {
      for (const stop of stops) stop()
      resolve(inventory)
    }
    const stops = [() => unlisten?.(), run.after(contactWithinMs, () => settle(undefined))]
    const attach = () => {
      unlisten?.()
      const inventory = run.inventory()
      if (!inventory || run.signal.aborted) return settle(undefined)
      unlisten = inventory.onChanges(() => inventory.state.at === 'live' && settle(inventory))
      if (inventory.state.at === 'live') settle(inventory)
    }
    run.signal.addEventListener('abort', () => settle(undefined), { once: true })
    stops.push(run.onReattach(attach))
    attach()
  })
}
