import { clsx } from 'clsx'
import { formatClock } from '@/lib/format/clock'
import type { ConsoleError } from '@/lib/result'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { outOfReach, type VmView } from '@/lib/vsphere/vm'
import { NotKnown, NotRead } from '../ui/facts'
import { Notice } from '../ui/notice'
import type { VmRow } from './vm-row'

/** Above each tab of a VM that its server has no contact with: all of it is what was last known. */
export function LastKnownNote({ vm }: { vm: VmView }) {
  if (!vm.lastKnown) return null
  return (
    <Notice glyph="noContact" className="mb-3">
      {outOfReach[vm.connectionState] ?? outOfReach.disconnected} What stands here is what was last known.
    </Notice>
  )
}

type VmNotReadProps = {
  row: Pick<VmRow, 'connection'>
  error: ConsoleError | undefined
  onRetry: () => void
  /** It stands alone, not in a panel that is there already. */
  isAlone?: boolean
  /** What is not known, with its verb. */
  what?: string
}

/**
 * What stands in place of something of a VM that has not been read. Without contact that is no error of this reading, and
 * nothing that a person has to try again.
 */
export function VmNotRead({ row: { connection }, error, onRetry, isAlone = false, what = 'This is' }: VmNotReadProps) {
  const since = lastKnownAt(connection)
  if (error && connection && since !== undefined) {
    return (
      <NotKnown
        what={what}
        because={`There has been no contact with ${connection.name} since ${formatClock(since)}; it is read when contact is back.`}
        className={clsx(isAlone && 'panel px-4 py-3')}
      />
    )
  }
  return <NotRead error={error} onRetry={onRetry} />
}
