import type { VmKey } from '../vsphere/ids'
import type { PowerState } from '../vsphere/vm'

/*
 * The network of a host: switches, their port groups, the adapters below and who is plugged in above. What the host does not
 * say is left out. Bandwidths are in bits per second and a burst in bytes, as vSphere has them.
 */

export type HostNetwork = {
  pnics: PhysicalNic[]
  switches: VirtualSwitch[]
  portGroups: PortGroup[]
  /** How many physical adapters, switches and port groups could not be read: what is not here may be one of them. */
  unread?: number
  /** Absent: the host does not say which it has. */
  vmkernels?: VmkernelAdapter[]
  /** Privileges that the connection’s account is known not to have on the host. */
  missing?: readonly string[]
}

export type PhysicalNic = {
  device: string
  mac?: string
  driver?: string
  pci?: string
  /** Absent: no link. */
  link?: { mbps: number; duplex?: boolean }
}

/** The host’s own network adapters: for its management, for storage, for vMotion. */
export type VmkernelAdapter = {
  device: string
  /** Absent: it is on no standard port group, or the host does not say on which. */
  portGroup?: string
  /** It is on a port of a distributed switch, or of another kind that is no standard one. */
  elsewhere?: true
  address?: string
  /** What runs over it, such as `management`; absent: not known. */
  services?: string[]
}

/** What a switch or a port group lets through. */
export type SecurityPolicy = { promiscuous?: boolean; macChanges?: boolean; forgedTransmits?: boolean }
export type Shaping = { enabled: boolean; averageBits?: number; peakBits?: number; burstBytes?: number }
export type NetworkPolicy = SecurityPolicy & { shaping?: Shaping }

export type VirtualSwitch = {
  name: string
  /** False for a distributed one, which is changed in vCenter. */
  standard: boolean
  mtu?: number
  ports?: number
  portsAvailable?: number
  /** As it was asked for; the host may give more. */
  wantedPorts?: number
  /** Device names of the uplinks, such as `vmnic0`; absent: the host does not say. */
  uplinks?: string[]
  policy?: NetworkPolicy
}

export type PortGroup = {
  name: string
  switchName: string
  /** 0 is none, 4095 is all of them (trunk); absent: the host does not say. */
  vlan?: number
  /** What it says itself; the rest it has from its switch. */
  policy?: NetworkPolicy
  /** What holds. */
  effective?: NetworkPolicy
  /** The VMs of this host that have a network adapter on it; absent: not known. */
  vms?: PluggedVm[]
}

export type PluggedVm = { key: VmKey; name: string; power: PowerState }

/** The switch that has a physical adapter for an uplink. */
export const switchWith = ({ switches }: Pick<HostNetwork, 'switches'>, nic: string): VirtualSwitch | undefined =>
  switches.find(({ uplinks }) => uplinks?.includes(nic))

export const groupsOn = ({ portGroups }: Pick<HostNetwork, 'portGroups'>, name: string): PortGroup[] =>
  portGroups.filter(({ switchName }) => switchName === name)

/** Every VLAN goes through to the guest, which sees the tags. */
export const trunkVlan = 4095

export const vlanWords = (vlan: number | undefined): string =>
  vlan === undefined
    ? 'VLAN not known'
    : vlan === 0
      ? 'No VLAN'
      : vlan === trunkVlan
        ? 'All VLANs (trunk)'
        : `VLAN ${vlan}`

/** What holds of a policy, part by part. */
export const securityParts = [
  { part: 'promiscuous', label: 'Promiscuous mode', sentence: 'A VM may see the frames of all others.' },
  { part: 'macChanges', label: 'MAC changes', sentence: 'A guest may receive under another MAC address than its own.' },
  {
    part: 'forgedTransmits',
    label: 'Forged transmits',
    sentence: 'A guest may send under another MAC address than its own.',
  },
] as const satisfies readonly { part: keyof SecurityPolicy; label: string; sentence: string }[]

/** `100 Mbit/s`, `1.5 Gbit/s`. */
export function bandwidthWords(bits: number): string {
  const [unit, size] = (
    [
      ['Gbit/s', 1e9],
      ['Mbit/s', 1e6],
    ] as const
  ).find(([, size]) => bits >= size) ?? ['kbit/s', 1e3]
  return `${Number((bits / size).toFixed(1))} ${unit}`
}
