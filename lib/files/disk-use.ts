import { formatList } from '../format/list'
import { formatBytes } from '../format/quantity'
import type { Verdict } from '../result'
import type { VmKey } from '../vsphere/ids'
import type { PowerState } from '../vsphere/vm'

/** Who uses a virtual disk. `base`: disks of snapshots or linked clones are written over it. */
export type DiskUser = { key: VmKey; name: string; power: PowerState; as: 'attached' | 'base' }

export type DiskUse = {
  users: DiskUser[]
  /** The disk is itself one that is written over another. */
  isDelta: boolean
  /** Why there may be more users: a sentence. */
  notAllSeen?: string
}

/** vSphere's largest disk since 5.5; an older host refuses earlier and says so itself. */
export const mostDiskBytes = 62 * 2 ** 40

/** Whether a disk can be grown where it lies, or who is in the way. What nobody can see here the host refuses by itself. */
export function canGrow({ users, isDelta }: DiskUse): Verdict {
  if (isDelta) return no('It is the disk of a snapshot: what it is based on has the size. Remove the snapshots first.')
  const over = users.filter(({ as }) => as === 'base')
  if (over.length > 0)
    return no(
      `Snapshots or linked clones of ${named(over)} are based on it, and would not fit it any more. Remove them first.`,
    )
  const running = users.filter(({ power }) => power === 'poweredOn' || power === 'suspended')
  if (running.length > 0) {
    const one = running.length === 1
    return no(
      `${named(running)} ${one ? 'has' : 'have'} it open. It can be grown here once ${one ? 'that is' : 'those are'} off.`,
    )
  }
  return { ok: true }
}

/** Whether that is a size that a disk can be grown to. @param nowBytes its capacity, where it is known. */
export function checkGrownSize(bytes: number, nowBytes: number | undefined): Verdict {
  if (!Number.isSafeInteger(bytes) || bytes <= 0 || bytes % 1024 !== 0)
    return no('The size of a disk is a whole number of KB.')
  if (bytes > mostDiskBytes) return no('No vSphere host makes a disk of more than 62 TB.')
  if (nowBytes !== undefined && bytes <= nowBytes)
    return no(`It has ${formatBytes(nowBytes, { whole: true })} now. A disk can only be made larger.`)
  return { ok: true }
}

const no = (because: string): Verdict => ({ ok: false, because })

function named(users: readonly DiskUser[]): string {
  const names = users.slice(0, 3).map(({ name }) => `"${name}"`)
  return formatList(users.length > 3 ? [...names, `${users.length - 3} more`] : names)
}
