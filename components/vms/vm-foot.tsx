import { formatNumber } from '@/lib/format/quantity'
import type { VmRow } from '../vm/vm-row'
import { powerStateText } from './vm-filter'
import type { VmCounts } from './vm-filter'

type FootProps = { counts: VmCounts; shown: number; all: ReadonlyMap<string, VmRow> }

/** How many are shown, and how many there are in each power state; who gives no contact is named. */
export function VmFoot({ counts, shown, all }: FootProps) {
  const lost = new Set<string>()
  for (const { connection } of all.values()) if (connection && connection.state.at !== 'live') lost.add(connection.name)
  const [first] = lost
  const silent =
    lost.size === 0
      ? ''
      : lost.size === 1
        ? ` (${first} gives no contact)`
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
