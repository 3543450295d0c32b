import type { RescanWhat } from '@/lib/hardware/host-request'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { asRef } from '../vsphere/wire-value'

/** Hosts ask all their adapters one after the other, and wait for those that are dead. */
const longestMs = 15 * 60_000

/** The call by which a host looks anew for storage, not sent. Rejects with Refused, VimFault or WireError. */
export async function prepareRescan(access: EndpointAccess, host: Moid, what: RescanWhat) {
  const path = 'configManager.storageSystem'
  const system = asRef((await access.read(moRef('HostSystem', host), [path])).get(path))
  if (!system) {
    const sentence = 'The host does not say where its storage is looked for.'
    throw new Refused({ blame: 'vsphere', code: 'no-storage', sentence, wayOut: 'The account may lack permissions.' })
  }
  const method = typeof what === 'object' ? 'RescanHba' : what === 'adapters' ? 'RescanAllHba' : 'RescanVmfs'
  const parameters = typeof what === 'object' ? { hbaDevice: what.adapter } : {}
  return {
    method,
    start: async (): Promise<undefined> =>
      void (await access.call(method, system, parameters, { timeoutMs: longestMs })),
  }
}
