import type { RunOutcome } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import type { Moid } from '@/lib/vsphere/ids'
import type { FaultText } from '@/lib/vsphere/task'
import type { Inventory } from '../inventory/contract'
import type { After } from './contract'

/** The end of a run waits so long to say who has the disk. */
const patienceMs = 10_000

/** A disk was in use: hosts say it as FileLocked, or in the chain behind another fault. */
const isAboutLock = ({ type, chain }: FaultText): boolean =>
  type === 'FileLocked' ||
  chain.some(({ key, message }) => key === 'msg.fileio.lock' || /failed to lock the file/i.test(message))

type Asked = { vm: Moid; request: RunRequest; inventory: Pick<Inventory, 'readDiskHolders'> | undefined; after: After }

/**
 * The outcome with who has the disk because of which a VM could not start, as far as that can be read now. Never rejects: the
 * fault of the host is told in any case.
 */
export async function withDiskHolders(
  outcome: RunOutcome,
  { vm, request, inventory, after }: Asked,
): Promise<RunOutcome> {
  if (outcome.kind !== 'failed' || !inventory || !isAboutLock(outcome.fault)) return outcome
  if (request.verb !== 'powerOn' && request.verb !== 'resume') return outcome
  let clear = () => {}
  const late = new Promise<undefined>((resolve) => (clear = after(patienceMs, () => resolve(undefined))))
  const read = inventory.readDiskHolders(vm, outcome.fault.fields?.file).catch(() => undefined)
  const heldBy = await Promise.race([read, late])
  clear()
  return heldBy && heldBy.length > 0 ? { ...outcome, fault: { ...outcome.fault, heldBy } } : outcome
}
