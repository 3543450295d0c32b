import type { NewVmOptions } from '@/lib/files/new-vm'
import { shownInventoryName } from '@/lib/names/inventory-name'
import type { Moid, MoRef } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import { asBoolean, asName, asRef, asText, refValue, type WireObject } from '../vsphere/wire-value'
import { readBeside, type EndpointAccess } from './access'

/** Those that a VM can be on: the port group of an uplink is none. */
export async function readNetworks(
  access: Pick<EndpointAccess, 'retrieve'>,
  networks: readonly MoRef[],
): Promise<NewVmOptions['networks']> {
  const types = [...new Set(networks.map(({ type }) => type))]
  const paths = (type: string) => (type === 'DistributedVirtualPortgroup' ? ['name', 'config.uplink'] : ['name'])
  const read = await access.retrieve({
    properties: types.map((type) => ({ type, paths: paths(type) })),
    objects: networks.map((obj) => ({ obj })),
  })
  return read.flatMap(({ obj, properties }) =>
    asBoolean(properties.get('config.uplink')) === true
      ? []
      : [{ moid: obj.value, name: shownInventoryName(asName(properties.get('name')) ?? obj.value).name }],
  )
}

/** A card names a port group of a standard switch by name, one of a distributed switch by its keys. */
export async function networkBacking(
  access: Pick<EndpointAccess, 'read'>,
  ofHost: readonly MoRef[],
  moid: Moid,
): Promise<WireObject> {
  const network = ofHost.find(({ value }) => value === moid)
  if (!network) throw new Refused({ code: 'no-network', sentence: 'The host does not have this network any more.' })
  if (network.type !== 'DistributedVirtualPortgroup') {
    const deviceName = asText((await access.read(network, ['name'])).get('name')) ?? ''
    return { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName, network: refValue(network) }
  }
  const group = await access.read(network, ['key', 'config.distributedVirtualSwitch'])
  const of = asRef(group.get('config.distributedVirtualSwitch'))
  const switchUuid = of && asText((await readBeside(access, of, ['uuid'])).get('uuid'))
  const portgroupKey = asText(group.get('key'))
  if (switchUuid === undefined || portgroupKey === undefined) {
    throw new Refused({ code: 'no-network', sentence: 'The server does not say which switch this network belongs to.' })
  }
  return { $type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo', port: { switchUuid, portgroupKey } }
}
