import { objects, text } from '../vim25/read-data'
import type { DataObject } from '../vim25/value'
import { hashText } from '../world/random'
import type { HostPlan, NetworkPlan, SwitchPlan } from './inventory-plan'

/** `config.network` of a host with standard switches: switches, port groups, physical and kernel NICs. */
export function hostNetwork(
  host: HostPlan,
  switches: readonly SwitchPlan[],
  networks: readonly NetworkPlan[],
): DataObject {
  const devices = switches.flatMap((plan) => plan.nics)
  const management = { name: 'Management Network', vlan: 0, vswitch: switches[0]?.name ?? 'vSwitch0' }
  const groups = [management, ...networks]
  const [hostName = host.name, ...domain] = host.name.split('.')
  return {
    vswitch: switches.map((plan) =>
      switchData(
        plan.name,
        plan.nics,
        groups.filter((group) => group.vswitch === plan.name).map((group) => group.name),
        { mtu: plan.mtu ?? 1500 },
      ),
    ),
    portgroup: groups.map((group) =>
      portGroupData(group.name, group.vlan, group.vswitch, {
        nics: switches.find((plan) => plan.name === group.vswitch)?.nics ?? [],
        hostPort: group === management ? macOf(host, 'vmk0') : undefined,
      }),
    ),
    pnic: devices.map((device, index) => pnicData(host, device, index)),
    vnic: [
      {
        device: 'vmk0',
        key: 'key-vim.host.VirtualNic-vmk0',
        portgroup: management.name,
        spec: {
          ip: { dhcp: false, ipAddress: host.ip, subnetMask: '255.255.255.0' },
          mac: macOf(host, 'vmk0'),
          mtu: 1500,
          tsoEnabled: true,
          netStackInstanceKey: 'defaultTcpipStack',
        },
        port: `key-vim.host.PortGroup.Port-${hashText(host.name)}`,
      },
    ],
    dnsConfig: {
      dhcp: false,
      hostName,
      domainName: domain.join('.'),
      address: ['10.20.0.2', '10.20.0.3'],
      searchDomain: [domain.join('.')],
    },
    ipRouteConfig: { defaultGateway: host.ip.replace(/\.\d+$/, '.1') },
    ipV6Enabled: false,
    atBootIpV6Enabled: false,
  }
}

/** `config.virtualNicManagerInfo`: which of the host's own adapters carries what. */
export function nicServices(network: DataObject): DataObject {
  const candidateVnic = objects(network, 'vnic')
  return {
    netConfig: ['faultToleranceLogging', 'management', 'vmotion', 'vSphereProvisioning', 'vSphereReplication'].map(
      (nicType) => ({
        nicType,
        multiSelectAllowed: true,
        candidateVnic,
        selectedVnic:
          nicType === 'management' ? candidateVnic.map((nic) => `management.${text(nic, 'key') ?? ''}`) : [],
      }),
    ),
  }
}

/** A standard switch as the host shows it. `nics` are device names; none makes it an isolated switch. */
export function switchData(
  name: string,
  nics: readonly string[],
  portGroups: readonly string[],
  more: { mtu?: number; ports?: number; shaping?: DataObject | undefined } = {},
): DataObject {
  const ports = more.ports ?? 2560
  return {
    name,
    key: switchKey(name),
    numPorts: ports,
    numPortsAvailable: ports - 12,
    mtu: more.mtu ?? 1500,
    portgroup: portGroups.map(portGroupKey),
    pnic: nics.map(pnicKey),
    spec: {
      numPorts: 128,
      ...(nics.length > 0 && {
        bridge: {
          $type: 'HostVirtualSwitchBondBridge',
          nicDevice: nics,
          linkDiscoveryProtocolConfig: { protocol: 'cdp', operation: 'listen' },
        },
      }),
      policy: policyData(nics, more.shaping),
      mtu: more.mtu ?? 1500,
    },
  }
}

/** A port group as the host shows it. */
export function portGroupData(
  name: string,
  vlan: number,
  vswitch: string,
  more: { nics?: readonly string[]; hostPort?: string | undefined; shaping?: DataObject | undefined } = {},
): DataObject {
  return {
    key: portGroupKey(name),
    port:
      more.hostPort === undefined ? [] : [{ key: `${portGroupKey(name)}-host`, mac: [more.hostPort], type: 'host' }],
    vswitch: switchKey(vswitch),
    computedPolicy: policyData(more.nics ?? [], more.shaping),
    spec: { name, vlanId: vlan, vswitchName: vswitch, policy: more.shaping ? { shapingPolicy: more.shaping } : {} },
  }
}

export const switchKey = (name: string) => `key-vim.host.VirtualSwitch-${name}`
export const portGroupKey = (name: string) => `key-vim.host.PortGroup-${name}`
export const pnicKey = (device: string) => `key-vim.host.PhysicalNic-${device}`

function policyData(nics: readonly string[], shaping: DataObject | undefined): DataObject {
  return {
    security: { allowPromiscuous: false, macChanges: false, forgedTransmits: false },
    nicTeaming: {
      policy: 'loadbalance_srcid',
      reversePolicy: true,
      notifySwitches: true,
      rollingOrder: false,
      failureCriteria: {
        checkSpeed: 'minimum',
        speed: 10,
        checkDuplex: false,
        fullDuplex: false,
        checkErrorPercent: false,
        percentage: 0,
        checkBeacon: false,
      },
      nicOrder: { activeNic: nics, standbyNic: [] },
    },
    offloadPolicy: { csumOffload: true, tcpSegmentation: true, zeroCopyXmit: true },
    shapingPolicy: shaping ?? { enabled: false },
  }
}

/** A MAC address of a vendor's block that stays the same for the same host and device. */
export function macOf(host: HostPlan, device: string): string {
  const hash = hashText(`${host.name} ${device}`)
  const tail = [hash >>> 16, hash >>> 8, hash].map((byte) => (byte & 0xff).toString(16).padStart(2, '0'))
  return ['b0', '26', '28', ...tail].join(':')
}

function pnicData(host: HostPlan, device: string, index: number): DataObject {
  const up = index !== 3
  const speed = { speedMb: index < 2 ? 10_000 : 25_000, duplex: true }
  return {
    key: pnicKey(device),
    device,
    pci: `0000:${(0x19 + (index >> 1)).toString(16).padStart(2, '0')}:00.${index & 1}`,
    driver: index < 2 ? 'ixgben' : 'nmlx5_core',
    ...(up && { linkSpeed: speed }),
    validLinkSpecification: [{ speedMb: 1_000, duplex: true }, speed],
    // The first NIC carries the management address; libvirt reads an interface's address from here.
    spec: {
      ip: index === 0 ? { dhcp: false, ipAddress: host.ip, subnetMask: '255.255.255.0' } : noAddress,
      ...(up && { linkSpeed: speed }),
    },
    wakeOnLanSupported: false,
    mac: macOf(host, device),
    vmDirectPathGen2Supported: false,
    resourcePoolSchedulerAllowed: true,
    autoNegotiateSupported: true,
  }
}

const noAddress = { dhcp: false, ipAddress: '', subnetMask: '' }
