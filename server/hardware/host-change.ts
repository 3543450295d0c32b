import { isNetworkRequest } from '@/lib/hardware/network-request'
import type { HostRequest } from '@/lib/hardware/host-request'
import { isApplied } from '@/lib/hardware/autostart'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { prepareAutostart, readAutostart } from './autostart'
import { lookForNetworkChange, prepareNetworkChange } from './network-change'
import type { ViewOfVm } from './read-host-network'
import { prepareRescan } from './rescan'

/**
 * The call that changes a host as it was asked for, looked at and not sent: it takes no task. Rejects with Refused, VimFault or
 * WireError, and so does its `start`.
 */
export function prepareHostChange(
  access: EndpointAccess,
  host: Moid,
  request: HostRequest,
  viewOf: ViewOfVm,
): Promise<{ method: string; start: () => Promise<undefined> }> {
  if (isNetworkRequest(request)) return prepareNetworkChange(access, host, request, viewOf)
  if (request.do === 'setAutostart') return prepareAutostart(access, host, request.change)
  return prepareRescan(access, host, request.what)
}

/** Privileges that the account is known not to have on a host; undefined: not known. Rejects with VimFault or WireError. */
export async function missingOnHost(access: EndpointAccess, host: Moid): Promise<readonly string[] | undefined> {
  const read = await access.read(moRef('HostSystem', host), ['effectiveRole'])
  return access.missingWith(readEffectiveRole(read.get('effectiveRole')))
}

type HostFound = { is: 'done' | 'nothing' } | { is: 'unclear'; reason: string }

/**
 * Whether a change whose reply is missing was made: the host tells whether it is as it was to be; that somebody else made it so
 * comes to the same. Rejects with VimFault or WireError.
 */
export async function lookForHostChange(access: EndpointAccess, host: Moid, request: HostRequest): Promise<HostFound> {
  if (isNetworkRequest(request)) return lookForNetworkChange(access, host, request)
  if (request.do === 'rescan')
    return { is: 'unclear', reason: 'Nothing at the host tells whether it looked. It may be asked again.' }
  const now = await readAutostart(access, host, () => undefined)
  if (!now.known) return { is: 'unclear', reason: now.because }
  return { is: isApplied(request.change, now.value) ? 'done' : 'nothing' }
}
