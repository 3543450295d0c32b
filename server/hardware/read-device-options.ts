import type { DeviceOptions } from '@/lib/hardware/device-options'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { readNetworks } from '../inventory/network-backing'
import { asRef, asRefs } from '../vsphere/wire-value'

/** The networks that a VM can be put on where it is. Rejects with Refused, VimFault or WireError. */
export async function readDeviceOptions(access: EndpointAccess, vm: Moid): Promise<DeviceOptions> {
  const host = asRef((await access.read(moRef('VirtualMachine', vm), ['runtime.host'])).get('runtime.host'))
  if (!host) throw new Refused({ code: 'no-host', sentence: 'The server does not say which host the VM is on.' })
  const networks = asRefs((await access.read(host, ['network'])).get('network'))
  return { networks: networks.length === 0 ? [] : await readNetworks(access, networks) }
}
