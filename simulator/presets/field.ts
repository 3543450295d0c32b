import { haswell, iceLake } from '../estate/cpu-models'
import type { DatacenterPlan, DatastorePlan, HostPlan, InventoryPlan, Preset, VmPlan } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'
import { lab } from './surroundings'

/**
 * What people meet in the field, one of each: machines out of reach, devices that no table holds, names that break clients. Every
 * machine is named for what is awkward about it.
 */
export function fieldPreset(product: Product): Preset {
  if (product === 'esx') return { inventory: fieldLab, vms: onHost([...oddVms, ...unreadable]) }
  return { inventory: fieldCompany, vms: [...inNorth([...oddVms, ...unreadable, orphan]), ...elsewhere] }
}

const small = {
  guest: 'debian',
  cpus: 2,
  memoryMB: 2_048,
  power: 'poweredOff',
  disks: [{ gib: 8 }],
  nics: [{ network: 'VM Network' }],
} as const satisfies Omit<VmPlan, 'name'>

const bracketStore = 'store (1) [old]'

const oddVms: readonly VmPlan[] = [
  { ...small, name: 'every-device', zoo: 'every device', annotation: 'One of each device type that vim25 has.' },
  { ...small, name: 'every-backing', zoo: 'every backing', annotation: 'One of each backing type that vim25 has.' },
  {
    ...small,
    name: 'devices-of-no-table',
    zoo: 'devices of no table',
    annotation: 'Devices and backings of a vSphere that is not out yet.',
  },
  {
    ...small,
    name: 'on-datastore-with-bracket',
    datastore: bracketStore,
    annotation: 'Its datastore has a bracket in its name.',
  },
  {
    ...small,
    name: 'snapshots-with-odd-names',
    snapshots: [
      { name: '8/23/2023', daysAgo: 400, children: [{ name: '100% upgrade', daysAgo: 20 }] },
      { name: String.raw`C:\before`, daysAgo: 3 },
    ],
  },
  {
    ...small,
    name: 'cores-assigned-at-power-on',
    cpus: 6,
    coresPerSocket: 4,
    autoCores: true,
    annotation: 'Six CPUs and four cores per socket: the number counts for nothing until it is powered on.',
  },
  { ...small, name: 'cores-per-socket-unset', cpus: 6, coresPerSocket: 0, autoCores: true },
  {
    ...small,
    name: 'needs-consolidation',
    consolidationNeeded: true,
    annotation: 'Its snapshots are gone, the files of their disks are not.',
  },
  {
    ...small,
    name: 'asks-with-other-figures',
    memoryMB: 12_288,
    disks: [{ gib: 4 }],
    datastore: 'scratch',
    movingFigures: true,
    annotation: 'Its swap file does not fit, and each Retry brings the question back with other figures in it.',
  },
  {
    ...small,
    name: 'note-with-odd-characters',
    power: 'poweredOn',
    annotation:
      'Bell \u0007, start of heading \u0001 and three wrong bytes \udcff\udcc3\udcc3; sent as they are with the quirk for it.',
  },
  {
    ...small,
    name: 'note-of-100-kb',
    annotation: 'Change 4711: disks moved, see ticket. '.repeat(2_700),
  },
]

/** Their configuration is not known, and everything that follows from it neither. */
const unreadable: readonly VmPlan[] = [
  { ...small, name: 'inaccessible', contact: 'inaccessible' },
  { ...small, name: 'inaccessible-named-by-path', contact: 'byPath' },
  { ...small, name: 'invalid', contact: 'invalid' },
]

const orphan: VmPlan = { ...small, name: 'orphaned', power: 'poweredOn', contact: 'orphaned' }

const onHost = (plans: readonly VmPlan[]): readonly VmPlan[] =>
  plans.map((plan) => ({ datastore: 'datastore1', ...plan }))

const inNorth = (plans: readonly VmPlan[]): readonly VmPlan[] =>
  plans.map((plan) => ({ datastore: 'datastore1', datacenter: 'North', host: 'north-1.example.net', ...plan }))

/** The same path on datastores of the same name, out-of-reach hosts, and a datacenter whose name has to be escaped twice. */
const elsewhere: readonly VmPlan[] = [
  ...(['North', 'South'] as const).map((datacenter) => ({
    ...small,
    name: 'same-name',
    datacenter,
    host: `${datacenter.toLowerCase()}-1.example.net`,
    datastore: 'datastore1',
    power: datacenter === 'North' ? ('poweredOn' as const) : ('poweredOff' as const),
  })),
  {
    ...small,
    name: 'on-host-not-responding',
    power: 'poweredOn',
    datacenter: 'South',
    host: 'south-not-responding.example.net',
  },
  {
    ...small,
    name: 'on-host-disconnected',
    power: 'poweredOn',
    datacenter: 'South',
    host: 'south-disconnected.example.net',
  },
  { ...small, name: 'in-ampersand-datacenter', datacenter: 'EP&T', datastore: 'datastore1' },
]

const scratch: DatastorePlan = {
  name: 'scratch',
  kind: 'vmfs',
  capacityGiB: 100,
  leftMiB: 12,
  files: { 'captures/last-year.pcap': 14_336 },
}
const bracketed: DatastorePlan = { name: bracketStore, kind: 'vmfs', capacityGiB: 1_024, otherUseGiB: 20 }
const ofNoTable: DatastorePlan = { name: 'datastore-of-no-table', kind: 'loom', capacityGiB: 512, otherUseGiB: 8 }
const datastore1: DatastorePlan = { name: 'datastore1', kind: 'vmfs', capacityGiB: 4_096, otherUseGiB: 40 }

const fieldLab: InventoryPlan = {
  ...lab,
  datacenters: lab.datacenters.map((datacenter) => ({
    ...datacenter,
    datastores: [...datacenter.datastores, bracketed, ofNoTable],
  })),
}

const host = (name: string, last: number, more: Partial<HostPlan> = {}): HostPlan => ({
  name: `${name}.example.net`,
  ip: `10.40.0.${last}`,
  cpu: last % 2 === 0 ? iceLake : haswell,
  memoryGiB: 256,
  uptimeDays: 30 + last,
  ...more,
})

const datacenter = (
  name: string,
  hosts: readonly HostPlan[],
  datastores: readonly DatastorePlan[],
): DatacenterPlan => ({
  name,
  computes: hosts.map((plan) => ({ name: plan.name, kind: 'standalone', hosts: [plan] })),
  switches: [{ name: 'vSwitch0', nics: ['vmnic0', 'vmnic1'] }],
  networks: [{ name: 'VM Network', vlan: 0, vswitch: 'vSwitch0' }],
  datastores,
})

const fieldCompany: InventoryPlan = {
  domain: 'example.net',
  datacenters: [
    datacenter(
      'North',
      [host('north-1', 11), host('north-maintenance', 12, { maintenance: true })],
      [datastore1, scratch, bracketed, ofNoTable],
    ),
    datacenter(
      'South',
      [
        host('south-1', 21),
        host('south-not-responding', 22, { contact: 'notResponding' }),
        host('south-disconnected', 23, { contact: 'disconnected' }),
      ],
      [datastore1],
    ),
    datacenter('EP&T', [host('ept-1', 31)], [datastore1]),
  ],
}
