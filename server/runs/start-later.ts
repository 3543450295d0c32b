import { pathOf } from '@/lib/runs/run'
import { splitKey, type MoRef } from '@/lib/vsphere/ids'
import { prepareFileTask } from '../files/file-task'
import { prepareHostChange } from '../hardware/host-change'
import type { Inventory } from '../inventory/contract'
import { callError, isPassing } from './host-call'
import { askAgainMs } from './on-start-unanswered'
import { droppedBefore } from './outcome'
import { pause, withContact } from './with-contact'
import { faultOf, Stopped, type WorkingRun } from './work'

/** A call that starts a task which asks no questions. `start` gives undefined where the call itself did everything. */
export type HostCall = { method: string; start: () => Promise<MoRef | undefined> }

/**
 * What a run of files that has sent nothing is to send, after the process that began it is gone, or after it was held: what
 * was asked for is looked at anew, as soon as there is contact. One that is too old waits for a person first.
 * @returns undefined where it has come to its end instead, or has to stop.
 */
export async function startLater(run: WorkingRun): Promise<HostCall | undefined> {
  for (;;) {
    if (run.view.state.at === 'held' || run.order.age() !== 'fresh') {
      if ((await run.hold('andon-stopped')) === 'over') return endUnsent(run)
    }
    const inventory = await withContact(run, run.order.leftMs())
    if (run.signal.aborted || !run.inventory()) return endUnsent(run)
    if (!inventory || run.order.age() !== 'fresh') {
      if ((await run.hold('no-contact')) === 'over') return endUnsent(run)
      continue
    }
    try {
      return await lookAnew(run, inventory)
    } catch (thrown) {
      const error = callError(thrown)
      if (error.blame === 'ours') {
        const because = `${faultOf(thrown).message} Nothing was started.`
        await run.end({ kind: 'refused', refusal: { why: 'not-possible', because } })
        return undefined
      }
      if (error.blame === 'vsphere' && !isPassing(error.fault.type)) {
        await run.end({ kind: 'failed', fault: error.fault })
        return undefined
      }
      await pause(run, askAgainMs)
    }
  }
}

async function lookAnew({ view }: WorkingRun, inventory: Inventory): Promise<HostCall> {
  const host = view.kind === 'host' ? splitKey(view.subjects[0].key) : undefined
  if (view.kind === 'host' && host)
    return prepareHostChange(inventory.access(), host.moid, view.request, (vm) => inventory.vms.get(vm))
  const datastore = splitKey(pathOf(view)?.datastore ?? '')
  if (view.kind !== 'file' || !datastore) throw new Error(`not a run of files: ${view.kind}`)
  return prepareFileTask(inventory.access(), datastore.moid, view.request)
}

/** Nobody waits for it any more. What Andon leaves when it stops is taken up by the next life. */
async function endUnsent(run: WorkingRun): Promise<undefined> {
  const { aborted, reason } = run.signal
  if (run.view.state.at === 'ended') return undefined
  const why = aborted && reason instanceof Stopped ? reason.why : undefined
  if (why?.is === 'closing') return undefined
  const because = droppedBefore(why?.is === 'dropped' ? why.because : undefined)
  await run.end({ kind: 'refused', refusal: { why: 'not-possible', because } })
  return undefined
}
