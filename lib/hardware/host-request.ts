import type { AutostartChange } from './autostart'
import { isNetworkRequest, networkVerbLabel, networkWords, type NetworkRequest } from './network-request'

/** What an operator can ask of a host itself. */
export type HostRequest =
  | { do: 'setAutostart'; change: AutostartChange }
  | NetworkRequest
  /** Looks anew for what its storage adapters reach: at one of them, at all, or for datastores on what is known. */
  | { do: 'rescan'; what: RescanWhat }

export type RescanWhat = 'adapters' | 'datastores' | { adapter: string }

export type HostVerb = HostRequest['do']

export const hostRequestLabel: Record<HostVerb, string> = {
  setAutostart: 'Change autostart',
  ...networkVerbLabel,
  rescan: 'Rescan storage',
}

/** What a request is about, for the record. */
export function hostRequestWords(request: HostRequest): string {
  if (isNetworkRequest(request)) return networkWords(request)
  if (request.do === 'setAutostart') return autostartWords(request.change)
  return rescanWords(request.what)
}

const rescanWords = (what: RescanWhat): string =>
  typeof what === 'object' ? what.adapter : what === 'adapters' ? 'all adapters' : 'for datastores'

/** `autostart on, 3 VMs changed`: what a change is about, for the record. */
function autostartWords({ defaults, entries }: AutostartChange): string {
  const { enabled, ...others } = defaults ?? {}
  const parts = [
    ...(enabled === undefined ? [] : [enabled ? 'switched on' : 'switched off']),
    ...(Object.keys(others).length > 0 ? ['defaults changed'] : []),
    ...(entries === undefined ? [] : [entries.length === 1 ? '1 VM changed' : `${entries.length} VMs changed`]),
  ]
  return parts.join(', ')
}
