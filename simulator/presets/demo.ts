import type { Preset, VmPlan } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'
import { askers } from './askers'
import { companyVms } from './company-vms'
import { company, lab } from './surroundings'

/** About twenty VMs on one host, or about sixty behind a vCenter. */
export function demoPreset(product: Product): Preset {
  if (product === 'vcenter') return { inventory: company, vms: [...companyVms, ...inCompany(askers)] }
  return { inventory: lab, vms: [...onOwnDisk(labVms), ...inLab(askers)] }
}

/** Ordinary VMs of the lab are on the host's own datastore. */
export const onOwnDisk = (plans: readonly VmPlan[]): readonly VmPlan[] =>
  plans.map((plan) => ({ datastore: 'datastore1', ...plan }))

/** On the lab's host; the two that need a full datastore are on the one that is full. */
export const inLab = (plans: readonly VmPlan[]): readonly VmPlan[] =>
  plans.map((plan) => ({ ...plan, datastore: needsFullDatastore(plan) ? 'scratch' : 'datastore1' }))

/** In the company's lab, on a host of the older generation. */
export const inCompany = (plans: readonly VmPlan[]): readonly VmPlan[] =>
  plans.map((plan) => ({
    ...plan,
    datacenter: 'Lab 2/3',
    folder: ['Playground'],
    host: 'lab-01.example.net',
    datastore: needsFullDatastore(plan) ? 'lab-scratch' : 'lab-san',
    ...(plan.cdrom && { cdrom: { ...plan.cdrom, iso: '[lab-san] iso/debian-12.7.0-amd64-netinst.iso' } }),
  }))

const needsFullDatastore = (plan: VmPlan) => plan.name === 'asks-again-after-retry' || plan.asking !== undefined

/** The lab's ordinary VMs: what a small team runs, with the names that people really give. */
export const labVms: readonly VmPlan[] = [
  {
    name: 'web-frontend',
    guest: 'ubuntu',
    cpus: 4,
    memoryMB: 8_192,
    disks: [{ gib: 40 }],
    nics: [{ network: 'DMZ', addresses: ['10.20.120.10', 'fe80::20c:29ff:fe4a:1101'] }],
    annotation: 'Public web site.\nOwner: web team, on call: +49 69 555 0100',
    autostart: { order: 2 },
    load: 0.35,
  },
  {
    name: 'db/primary',
    guest: 'debian',
    cpus: 8,
    coresPerSocket: 4,
    memoryMB: 32_768,
    disks: [{ gib: 40 }, { gib: 400, thin: false }, { gib: 120, controller: 'nvme' }],
    nics: [
      { network: 'VM Network', addresses: ['10.20.1.20'] },
      { network: 'Storage', addresses: ['10.20.3.20'] },
    ],
    annotation: 'PostgreSQL 16. Replica: db%2Fprimary (sic).',
    memoryAllocation: { reservation: 16_384 },
    cpuAllocation: { shares: 'high' },
    autostart: { order: 1 },
    snapshots: [
      {
        name: 'before 16.4',
        description: 'Clean state before the minor upgrade',
        daysAgo: 40,
        quiesced: true,
        children: [{ name: 'before "big" migration', daysAgo: 3, memory: true }],
      },
    ],
    hotAdd: true,
    load: 0.55,
  },
  {
    name: 'db%2Fprimary',
    guest: 'debian',
    cpus: 4,
    memoryMB: 16_384,
    power: 'poweredOff',
    disks: [{ gib: 40 }, { gib: 400 }],
    nics: [{ network: 'VM Network' }],
    annotation: 'Somebody typed the escape into the name. It is not the same VM as db/primary.',
  },
  {
    name: 'build|agent "7"',
    guest: 'ubuntu',
    cpus: 8,
    memoryMB: 16_384,
    power: 'poweredOff',
    disks: [{ gib: 80 }, { gib: 200, datastore: 'nas (backup & iso)' }],
    nics: [{ network: 'VM Network' }],
    serials: [{ kind: 'file', path: 'build-agent-7.log', exists: true }],
    annotation: 'Label: "nightly" | pool 7',
  },
  {
    name: 'café-01',
    guest: 'otherLinux',
    cpus: 1,
    memoryMB: 1_024,
    disks: [{ gib: 8, controller: 'sata' }],
    nics: [{ network: 'VM Network', model: 'e1000', addresses: ['10.20.1.31'] }],
    tools: 'old',
  },
  {
    name: 'R&D <lab>',
    guest: 'windows2022',
    cpus: 4,
    memoryMB: 16_384,
    firmware: 'efi',
    disks: [{ gib: 120, controller: 'lsisas1068' }],
    cdrom: { iso: '[datastore1] iso/Rescue & Recovery (2024).iso', connected: true },
    nics: [{ network: 'Lab (no uplink)', model: 'e1000e', addresses: ['192.168.77.10'] }],
    snapshots: [{ name: 'fresh & clean <1>', daysAgo: 12 }],
    memoryAllocation: { limit: 6_144 },
    annotation: 'Its memory is limited to 6 GB of 16, so its host balloons the rest away.',
  },
  {
    name: 'erp (2003)',
    guest: 'windows2003',
    cpus: 2,
    memoryMB: 4_096,
    disks: [{ gib: 60, controller: 'buslogic' }],
    nics: [{ network: 'VM Network', model: 'e1000' }],
    memoryAllocation: { limit: 1_536 },
    tools: 'none',
    hardware: 8,
    load: 0.2,
    annotation: 'Without Tools nothing can be ballooned: what is above its limit is swapped and compressed.',
  },
  {
    name: '100% test',
    guest: 'photon',
    cpus: 1,
    memoryMB: 512,
    power: 'poweredOff',
    disks: [{ gib: 4 }],
    nics: [{ network: 'Lab (no uplink)' }],
  },
  {
    name: 'sap-hana',
    guest: 'sles',
    cpus: 32,
    coresPerSocket: 16,
    memoryMB: 98_304,
    power: 'suspended',
    disks: [{ gib: 100 }, { gib: 1_024 }],
    nics: [{ network: 'VM Network', addresses: ['10.20.1.60'] }],
    powerOnSeconds: 30,
  },
  {
    name: 'console-gateway',
    guest: 'freebsd',
    cpus: 2,
    memoryMB: 2_048,
    disks: [{ gib: 16, controller: 'lsilogic' }],
    nics: [{ network: 'VM Network', staticMac: '00:50:56:1a:2b:3c', addresses: ['10.20.1.5'] }],
    serials: [
      { kind: 'network', uri: 'telnet://0.0.0.0:12345', direction: 'server' },
      { kind: 'network', uri: 'tcp://10.20.0.9:5001', direction: 'client' },
      { kind: 'pipe', pipe: '/tmp/console-gateway', endpoint: 'server' },
      { kind: 'device', device: '/dev/char/serial/uart0' },
    ],
    autostart: { order: 3 },
  },
  {
    name: 'old-terminal',
    guest: 'dos',
    cpus: 1,
    memoryMB: 16,
    power: 'poweredOff',
    disks: [{ gib: 2, controller: 'ide' }],
    cdrom: { bus: 'ide' },
    nics: [{ network: 'VM Network', model: 'vlance' }],
    floppy: true,
    serials: [{ kind: 'file', path: 'COM1.TXT', exists: true, text: 'READY.\n' }],
    parallelFile: { path: 'LPT1.PRN', exists: true },
    tools: 'none',
    hardware: 4,
    labels: 'mnemonic',
    annotation: 'Runs the warehouse scales. Its host asks in the old way: mnemonics in the labels.',
  },
]
