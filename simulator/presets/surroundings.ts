import { haswell, iceLake } from '../estate/cpu-models'
import type { DatastorePlan, HostPlan, InventoryPlan, NetworkPlan, Preset, SwitchPlan } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'

/** The buildings that presets put VMs into: one host in a lab, and a company behind a vCenter. */

const switches: readonly SwitchPlan[] = [
  { name: 'vSwitch0', nics: ['vmnic0', 'vmnic1'] },
  { name: 'vSwitch1', nics: ['vmnic2', 'vmnic3'], mtu: 9000 },
  { name: 'isolated', nics: [] },
]

const networks: readonly NetworkPlan[] = [
  { name: 'VM Network', vlan: 0, vswitch: 'vSwitch0' },
  { name: 'DMZ', vlan: 120, vswitch: 'vSwitch0' },
  { name: 'Storage', vlan: 300, vswitch: 'vSwitch1' },
  { name: 'Lab (no uplink)', vlan: 0, vswitch: 'isolated' },
]

/** Files that lie about on any datastore for installation media. */
const images = {
  'iso/ubuntu-24.04.1-live-server-amd64.iso': 2_654,
  'iso/debian-12.7.0-amd64-netinst.iso': 631,
  'iso/SERVER_EVAL_x64FRE_en-us.iso': 4_812,
  'iso/Rescue & Recovery (2024).iso': 918,
  'iso/drivers/vmware-tools-windows.flp': 2,
} as const

const scratchTarget = 'iqn.2003-01.org.linux-iscsi.san-01:scratch'

const labHost: HostPlan = {
  name: 'esx-lab-01.lab.example.net',
  ip: '10.20.0.21',
  cpu: haswell,
  memoryGiB: 512,
  uptimeDays: 143,
  iscsiTargets: [
    { iqn: 'iqn.2003-01.org.linux-iscsi.san-01:lab', address: '10.20.3.5', gib: 2_048 },
    { iqn: scratchTarget, address: '10.20.3.5', second: '10.20.4.5', gib: 120 },
  ],
}

/** One ESXi host with three datastores of its own and a share; `scratch` is as good as full. */
export const lab: InventoryPlan = {
  domain: 'lab.example.net',
  datacenters: [
    {
      name: 'ha-datacenter',
      computes: [{ name: labHost.name, kind: 'standalone', hosts: [labHost] }],
      switches,
      networks,
      datastores: [
        { name: 'datastore1', kind: 'vmfs', capacityGiB: 4_096, otherUseGiB: 12, hosts: [labHost.name], files: images },
        {
          name: 'scratch',
          kind: 'vmfs',
          capacityGiB: 120,
          leftMiB: 12,
          on: scratchTarget,
          hosts: [labHost.name],
          files: {
            'captures/2019-office-move.pcap': 14_336,
            'captures/README.txt': 'Delete these when the disk is full.\n',
          },
        },
        {
          name: 'nas (backup & iso)',
          kind: 'nfs',
          capacityGiB: 20_480,
          otherUseGiB: 8_800,
          remote: { host: 'nas-01.lab.example.net', path: '/volume1/esx' },
          files: { 'backup/db primary/2026-02-28.tar': 40_960, 'iso/freebsd-13.3-RELEASE-amd64-disc1.iso': 1_023 },
        },
      ],
    },
  ],
}

const host = (
  name: string,
  last: number,
  cpu: HostPlan['cpu'],
  memoryGiB: number,
  more: Partial<HostPlan> = {},
): HostPlan => ({
  name: `${name}.example.net`,
  ip: `10.20.0.${last}`,
  cpu,
  memoryGiB,
  uptimeDays: 20 + last,
  ...more,
})

const shared = (
  name: string,
  capacityGiB: number,
  otherUseGiB: number,
  files: Readonly<Record<string, number | string>> = {},
): DatastorePlan => ({
  name,
  kind: 'vmfs',
  capacityGiB,
  otherUseGiB,
  files,
})

/** The production cluster mixes generations, so EVC holds all of it to the older one; the lab's does not. */
const evcHaswell = { evc: haswell } as const

/** Two datacenters, a cluster of two processor generations, standalone hosts, and names with slashes in them. */
export const company: InventoryPlan = {
  domain: 'example.net',
  datacenters: [
    {
      name: 'Frankfurt',
      computes: [
        {
          name: 'prod',
          kind: 'cluster',
          pools: ['Production', 'Batch'],
          hosts: [
            host('esx-01', 31, iceLake, 1_024, evcHaswell),
            host('esx-02', 32, iceLake, 1_024, evcHaswell),
            host('esx-03', 33, haswell, 512, evcHaswell),
            host('esx-04', 34, haswell, 512, { ...evcHaswell, maintenance: true }),
          ],
        },
        { name: 'edge-01.example.net', kind: 'standalone', hosts: [host('edge-01', 41, haswell, 256)] },
      ],
      folders: [
        ['Web'],
        ['Databases'],
        ['Platform'],
        ['Platform', 'Kubernetes'],
        ['Windows'],
        ['R&D'],
        ['R&D', '50% done'],
      ],
      switches,
      networks: [...networks, { name: 'VDI/Desktops', vlan: 210, vswitch: 'vSwitch1' }],
      datastores: [
        shared('san-01', 40_960, 2_000, images),
        shared('san-02', 40_960, 9_000),
        shared('san-03 (fast)', 15_360, 1_000),
        {
          name: 'nfs-archive',
          kind: 'nfs',
          capacityGiB: 102_400,
          otherUseGiB: 71_000,
          remote: { host: 'nas-07.example.net', path: '/export/archive' },
          files: { 'exports/2025/Q4 report.ova': 30_720, 'exports/café/menu.txt': 'espresso\n' },
        },
        {
          name: 'edge-local',
          kind: 'vmfs',
          capacityGiB: 1_788,
          otherUseGiB: 9,
          hosts: ['edge-01.example.net'],
        },
      ],
    },
    {
      name: 'Lab 2/3',
      computes: [
        { name: 'lab', kind: 'cluster', hosts: [host('lab-01', 51, haswell, 384), host('lab-02', 52, iceLake, 512)] },
      ],
      folders: [['Nightly builds'], ['Playground']],
      switches,
      networks,
      datastores: [
        shared('lab-san', 20_480, 300, images),
        { name: 'lab-retired', kind: 'vmfs', capacityGiB: 4_096, otherUseGiB: 4_000, inaccessible: true },
        {
          name: 'lab-scratch',
          kind: 'vmfs',
          capacityGiB: 100,
          leftMiB: 12,
          files: { 'captures/last-year.pcap': 14_336 },
        },
      ],
    },
  ],
}

/** Hosts, datastores and networks without a single VM. */
export const emptyPreset = (product: Product): Preset => ({ inventory: product === 'esx' ? lab : company, vms: [] })
