import type { MoRef } from '@/lib/vsphere/ids'
import { serviceInstance } from './service-content'
import type { Session } from './session'
import { readUpdateSet, type UpdateSet } from './update-set'

/** How long a wait may stay unanswered by the server; short, because its answer is also the sign of life. */
const maxWaitSeconds = 15
const graceMs = 10_000
/** Update sets are applied page by page, so that no page blocks the process for long. */
const maxObjectUpdates = 250
/** WaitForUpdates, all there is before 4.1, blocks for as long as nothing happens. */
const blockingWaitMs = 30 * 60_000
const signOfLifeMs = 15_000

/**
 * Waits for the changes after `version`; an empty version asks for everything.
 * @returns undefined when nothing happened for a while. Rejects with VimFault or WireError; a server that answers
 * nothing at all for 25 s counts as timed out.
 */
export async function waitForUpdates(
  session: Session,
  collector: MoRef,
  version: string,
  signal: AbortSignal,
): Promise<UpdateSet | undefined> {
  if (!session.has('4.1')) return blockingWait(session, collector, version, signal)
  const timeoutMs = maxWaitSeconds * 1000 + graceMs
  const parameters = { version, options: { maxWaitSeconds, maxObjectUpdates } }
  return readUpdateSet(await session.wait('WaitForUpdatesEx', collector, parameters, { timeoutMs, signal }))
}

/** Before 4.1 the wait says nothing while nothing happens, so something else has to notice a dead server. */
async function blockingWait(session: Session, collector: MoRef, version: string, signal: AbortSignal) {
  const dead = new AbortController()
  const timer = setInterval(() => {
    const pulse = session.call('CurrentTime', serviceInstance, {}, { timeoutMs: graceMs })
    pulse.catch((error: unknown) => dead.abort(error))
  }, signOfLifeMs).unref()
  try {
    const options = { timeoutMs: blockingWaitMs, signal: AbortSignal.any([signal, dead.signal]) }
    return readUpdateSet(await session.wait('WaitForUpdates', collector, { version }, options))
  } finally {
    clearInterval(timer)
  }
}
