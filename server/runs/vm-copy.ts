import { isRestored } from '@/lib/runs/fold-run'
import type { VmCopy } from '../files/copy-vm'
import { awaitTask } from './await-task'
import { concludeCopy, unwrittenFile } from './copy-rest'
import { CopyEnd, endOfStep, LeftToNextLife, refuseStopped, registerMethod, step, whatBecame } from './copy-step'
import { endRestored } from './host-task'
import type { Made } from './outcome'
import type { Work, WorkingRun } from './work'

/**
 * A copy of a VM by its disks: a folder, each disk, the configuration file, the registration, one after the other, each
 * recorded before it is sent. When one of them fails or is cancelled, the folder goes again, or it is said why not.
 */
export const vmCopy =
  (copy: VmCopy): Work =>
  (run) =>
    concludeCopy(run, async () => {
      await step(run, copy.makeFolder)
      for (const [at, part] of copy.copies.entries()) {
        const share = (percent: number) => run.showPercent(Math.floor((at * 100 + percent) / (copy.copies.length + 1)))
        await step(run, part, share).catch((error: unknown) => {
          if (!part.isOptional || !(error instanceof CopyEnd) || error.outcome.kind !== 'failed') throw error
        })
      }
      refuseStopped(run)
      await run.record({ kind: 'writing', temporary: copy.vmx.path, bytes: copy.vmx.bytes })
      await copy.vmx.put().catch((error: unknown) => Promise.reject(unwrittenFile(error)))
      return step(run, copy.register)
    })

/**
 * What the process before this one began is not gone on with: what it left is taken away, unless the VM is registered. A call
 * that may be under way comes to its end first.
 */
export const resumeVmCopy: Work = async (run) => {
  const { steps, state } = run.view
  if (state.at === 'ended') return undefined
  // What came after the backup nobody knows: the VM may be there, and run.
  if (isRestored(steps)) return endRestored(run)
  if (!steps.some(({ event }) => event.kind === 'start-sent'))
    return run.end({
      kind: 'refused',
      refusal: { why: 'not-possible', because: 'Andon was stopped. Nothing was started.' },
    })
  await run.record({ kind: 'contact-lost', reason: 'Andon was stopped.' })
  return concludeCopy(run, async () => {
    const registered = await endOfCall(run)
    if (registered) return registered
    const fault = { type: 'Stopped', message: 'It was cut: Andon was stopped.', chain: [] }
    throw new CopyEnd({ kind: 'failed', fault })
  })
}

/** The last call that was sent, to its end. @returns undefined: it was not the registration. @throws CopyEnd, LeftToNextLife. */
async function endOfCall(run: WorkingRun): Promise<Made | undefined> {
  const last = run.view.steps.findLast(({ event }) => event.kind.startsWith('start') || event.kind === 'writing')?.event
  if (last?.kind !== 'start-sent' && last?.kind !== 'start-unanswered' && last?.kind !== 'started') return undefined
  const { method } = last
  let task = last.kind === 'started' ? last.task : undefined
  if (last.kind !== 'started') {
    const found = await whatBecame(run, method, 'Andon was stopped while it sent it.').catch((error: unknown) => {
      // What the host did not take is not gone on with either.
      const isCut = error instanceof CopyEnd && error.outcome.kind === 'failed' && method !== registerMethod
      return isCut ? undefined : Promise.reject(error)
    })
    if (found?.is === 'registered') return { made: found.made }
    task = found?.task
  }
  if (method === registerMethod) return task ? endOfStep(run, method, task) : {}
  // However it ended, it goes: what matters is that nothing is written any more.
  if (task && (await awaitTask(run, task, () => undefined)).is === 'stopped') throw new LeftToNextLife()
  return undefined
}
