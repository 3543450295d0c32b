import type { RunId, VmKey } from '@/lib/vsphere/ids'

/** The page of a VM. A key is `connection/moid`, each already fit for a path. */
export const vmPath = (vm: VmKey) => `/vms/${vm}`

export const runPath = (run: RunId) => `/runs/${encodeURIComponent(run)}`
