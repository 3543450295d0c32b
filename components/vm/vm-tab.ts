import type { Result } from '@/lib/result'
import type { VmDetail } from '@/lib/vsphere/vm'
import type { StartRun } from './use-start-run'
import type { VmRow } from './vm-row'

/** What a tab of a VM's page is given. */
export type VmTabProps = {
  row: VmRow
  /** Undefined until it has been read for the first time. */
  detail: Result<VmDetail> | undefined
  /** Reads the detail again, after it could not be read. */
  onRetry: () => void
  run: StartRun
}
