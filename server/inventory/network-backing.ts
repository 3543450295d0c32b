import type { NewVmOptions } from '@/lib/files/new-vm'
import { shownInventoryName } from '@/lib/names/inventory-name'
import type { Moid, MoRef } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import {
  asBoolean,
  asName,
  asRef,
  asRefs,
  asText,
  readRef,
  readWhole,
  refValue,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
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

/** @param ofHost the networks that the host tells. A card names a port group of a standard switch by name, one of a distributed switch by its keys. */
export async function networkBacking(
  access: Pick<EndpointAccess, 'read'>,
  ofHost: WireValue | undefined,
  moid: Moid,
): Promise<WireObject> {
  const network = asRefs(ofHost).find(({ value }) => value === moid)
  if (!network) {
    const sentence = readWhole(ofHost, readRef)
      ? 'The host does not have this network any more.'
      : 'The host does not say whether it still has this network.'
    throw new Refused({ code: 'no-network', sentence })
  }
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
