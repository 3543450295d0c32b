import type { HostNetwork, PluggedVm, PortGroup } from '@/lib/hardware/host-network'
import { compareNames, decodeInventoryName } from '@/lib/names/inventory-name'
import { hostKey, moRef, vmKey, type Moid, type MoRef, type VmKey } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { VimFault } from '../vsphere/errors'
import { asRef, asText, readRef, readWhole, type WireValue } from '../vsphere/wire-value'
import { readNetwork, readServices } from './host-network'
import { whyHostUnread } from './read-host'

const parts = ['pnic', 'portgroup', 'proxySwitch', 'vnic', 'vswitch'] as const
const paths = [
  ...parts.map((part) => `config.network.${part}`),
  'config.virtualNicManagerInfo',
  'configManager.networkSystem',
  'effectiveRole',
  'network',
  'runtime.connectionState',
]

/** @returns what is known of a VM of the endpoint. */
export type ViewOfVm = (vm: VmKey) => Pick<VmView, 'name' | 'powerState' | 'host'> | undefined

/** A host's network, and where it is changed: what is told of a part on the wire, to be sent back changed. */
export type ReadNetwork = {
  network: Known<HostNetwork>
  system: MoRef | undefined
  told: (part: (typeof parts)[number]) => WireValue | undefined
}

/** The network of a host with who is plugged in. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readHostNetwork(access: EndpointAccess, host: Moid, viewOf: ViewOfVm): Promise<ReadNetwork> {
  const { properties, missing } = await access.readContent(moRef('HostSystem', host), paths)
  const told = (part: string) => properties.get(`config.network.${part}`)
  const isWithheld = missing.some(({ path }) => path.startsWith('config.network'))
  const isTold = parts.some((part) => told(part) !== undefined)
  const services = readServices(properties.get('config.virtualNicManagerInfo'))
  const network = isTold && !isWithheld ? readNetwork(told, services) : undefined
  const system = asRef(properties.get('configManager.networkSystem'))
  const state = asText(properties.get('runtime.connectionState'))
  if (!network) return { network: notKnown(whyHostUnread('config.network', missing, state)), system, told }
  const [vmsOf, lacks] = await Promise.all([
    readPlugged(access, host, properties.get('network'), viewOf),
    access.missingWith(readEffectiveRole(properties.get('effectiveRole'))),
  ])
  const portGroups = network.portGroups.map((group): PortGroup => ({
    ...group,
    ...withoutUndefined({ vms: vmsOf?.(group.name) }),
  }))
  return { network: known({ ...network, portGroups, ...withoutUndefined({ missing: lacks }) }), system, told }
}

/**
 * Who has a network adapter on each port group, of the VMs on this host: a Network stands for the groups of one name at all hosts
 * of a datacenter. @returns undefined where that is not told of all networks.
 */
async function readPlugged(
  access: EndpointAccess,
  host: Moid,
  networks: WireValue | undefined,
  viewOf: ViewOfVm,
): Promise<((group: string) => PluggedVm[] | undefined) | undefined> {
  const refs = readWhole(networks, readRef)
  if (!refs) return undefined
  const standard = refs.filter(({ type }) => type === 'Network')
  const found = await readNetworks(access, standard)
  const here = hostKey(access.connection, host)
  const byName = new Map(
    (found ?? []).map(({ properties, missing }) => {
      const listed = properties.get('vm') ?? (missing.some(({ path }) => path === 'vm') ? undefined : [])
      const vms = readWhole(listed, readRef)
      const plugged = vms?.flatMap(({ value }): PluggedVm[] => {
        const key = vmKey(access.connection, value)
        const view = viewOf(key)
        if (view?.host && view.host.key !== here) return []
        return [{ key, name: view?.name ?? value, power: view?.powerState ?? 'unknown' }]
      })
      const name = decodeInventoryName(asText(properties.get('name')) ?? '').name
      return [name, plugged?.sort((a, b) => compareNames(a.name, b.name))] as const
    }),
  )
  // A group without a network is one that no VM can be on: the host's own.
  const isWhole =
    found?.length === standard.length && found.every(({ properties }) => asText(properties.get('name')) !== undefined)
  return (group) => (byName.has(group) ? byName.get(group) : isWhole ? [] : undefined)
}

async function readNetworks(access: EndpointAccess, networks: readonly MoRef[]) {
  if (networks.length === 0) return []
  try {
    return await access.retrieve({
      properties: [{ type: 'Network', paths: ['name', 'vm'] }],
      objects: networks.map((obj) => ({ obj })),
    })
  } catch (error) {
    if (error instanceof VimFault) return undefined
    throw error
  }
}
