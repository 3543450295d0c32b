import { formatNumber } from '@/lib/format/quantity'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { VmRow } from '../vm/vm-row'
import { powerStateText } from './vm-filter'
import type { VmCounts } from './vm-filter'

type FootProps = { counts: VmCounts; shown: number; all: ReadonlyMap<string, VmRow> }

/** How many are shown, and how many there are in each power state; who gives no contact is named. */
export function VmFoot({ counts, shown, all }: FootProps) {
  const lost = new Map<string, ConnectionView>()
  for (const { connection } of all.values()) {
    if (connection && connection.state.at !== 'live') lost.set(connection.id, connection)
  }
  const [first] = lost.values()
  const silent =
    lost.size === 0
      ? ''
      : lost.size === 1
        ? first?.otherServer
          ? ` (another server answers at ${first.name})`
          : ` (${first?.name} gives no contact)`
        : ` (${lost.size} connections give no contact)`
  return (
    <div className="flex gap-4 border-t border-line bg-surface px-4 py-1.5 text-xs text-ink-3 wide:px-5">
      <span role="status">
        {shown === counts.total
          ? `All ${formatNumber(counts.total)} VMs`
          : `${formatNumber(shown)} of ${formatNumber(counts.total)} VMs`}
      </span>
      <span className="ml-auto">
        {powerStateText(counts)}
        {silent}
      </span>
    </div>
  )
}
