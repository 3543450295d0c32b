import type { VmView } from '@/lib/vsphere/vm'

const vmWords: Readonly<Record<string, string>> = {
  disconnected: 'No contact',
  orphaned: 'Orphaned',
  inaccessible: 'Inaccessible',
  invalid: 'Invalid',
}
const hostWords: Readonly<Record<string, string>> = {
  notResponding: 'Host not responding',
  disconnected: 'Host disconnected',
}

/**
 * What stands in the way between a server and one of its VMs, in a word or two; undefined while nothing does. The power state is
 * then what was last known. A newer state is shown as it is.
 */
export function contactWord(vm: Pick<VmView, 'lastKnown' | 'connectionState' | 'hostState'>): string | undefined {
  const { lastKnown, connectionState, hostState } = vm
  if (!lastKnown) return undefined
  if (connectionState !== 'connected' && connectionState !== 'unknown') {
    return vmWords[connectionState] ?? connectionState
  }
  return hostState === undefined ? undefined : (hostWords[hostState] ?? hostState)
}
