import { formatNumber } from '@/lib/format/quantity'
import { powerStateText, type VmCounts } from './vm-filter'

type FootProps = { counts: VmCounts; shown: number; oldOrder: string | undefined }

/** How many are shown, how old the figures are that they are sorted by, and how many there are in each power state; who gives no contact is named. */
export function VmFoot({ counts, shown, oldOrder }: FootProps) {
  const [first] = counts.silent.keys()
  const lost = counts.silent.size
  const silent =
    lost === 0
      ? ''
      : lost === 1
        ? first?.otherServer
          ? ` (another server answers at ${first.name})`
          : ` (${first?.name} gives no contact)`
        : ` (${lost} connections give no contact)`
  return (
    <div className="flex gap-4 border-t border-line bg-surface px-4 py-1.5 text-xs text-ink-3 wide:px-5">
      <span role="status">
        {shown === counts.total
          ? `All ${formatNumber(counts.total)} VMs`
          : `${formatNumber(shown)} of ${formatNumber(counts.total)} VMs`}
      </span>
      {oldOrder !== undefined && <span>The use of CPU is partly {oldOrder}, and is being read</span>}
      <span className="ml-auto">
        {powerStateText(counts)}
        {silent}
      </span>
    </div>
  )
}
