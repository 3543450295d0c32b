import type { VmPlan } from '../estate/inventory-plan'
import type { GuestOsName } from '../vim25/guest-os'

/** What kinds of VMs a company runs. Presets and the generator draw from the same kinds. */
export type Role = {
  name: string
  guest: GuestOsName
  cpus: number
  memoryMB: number
  disksGib: readonly [number, ...number[]]
  network: string
  load: number
  windows?: boolean
  folder: readonly string[]
}

export const roles: readonly [Role, ...Role[]] = [
  {
    name: 'web',
    guest: 'ubuntu',
    cpus: 2,
    memoryMB: 4_096,
    disksGib: [30],
    network: 'DMZ',
    load: 0.3,
    folder: ['Web'],
  },
  {
    name: 'api',
    guest: 'debian',
    cpus: 4,
    memoryMB: 8_192,
    disksGib: [30],
    network: 'VM Network',
    load: 0.4,
    folder: ['Web'],
  },
  {
    name: 'pg',
    guest: 'rhel',
    cpus: 8,
    memoryMB: 65_536,
    disksGib: [40, 500],
    network: 'VM Network',
    load: 0.5,
    folder: ['Databases'],
  },
  {
    name: 'mongo',
    guest: 'debian',
    cpus: 8,
    memoryMB: 32_768,
    disksGib: [40, 300],
    network: 'VM Network',
    load: 0.4,
    folder: ['Databases'],
  },
  {
    name: 'kafka',
    guest: 'rhel',
    cpus: 8,
    memoryMB: 32_768,
    disksGib: [40, 800],
    network: 'Storage',
    load: 0.45,
    folder: ['Platform'],
  },
  {
    name: 'k8s-worker',
    guest: 'photon',
    cpus: 8,
    memoryMB: 32_768,
    disksGib: [60, 100],
    network: 'VM Network',
    load: 0.6,
    folder: ['Platform', 'Kubernetes'],
  },
  {
    name: 'k8s-control',
    guest: 'photon',
    cpus: 4,
    memoryMB: 16_384,
    disksGib: [60],
    network: 'VM Network',
    load: 0.25,
    folder: ['Platform', 'Kubernetes'],
  },
  {
    name: 'ci-runner',
    guest: 'ubuntu',
    cpus: 8,
    memoryMB: 16_384,
    disksGib: [120],
    network: 'VM Network',
    load: 0.7,
    folder: ['Platform'],
  },
  {
    name: 'dc',
    guest: 'windows2019',
    cpus: 2,
    memoryMB: 8_192,
    disksGib: [80],
    network: 'VM Network',
    load: 0.1,
    windows: true,
    folder: ['Windows'],
  },
  {
    name: 'files',
    guest: 'windows2022',
    cpus: 4,
    memoryMB: 16_384,
    disksGib: [80, 2_000],
    network: 'VM Network',
    load: 0.15,
    windows: true,
    folder: ['Windows'],
  },
  {
    name: 'sql',
    guest: 'windows2022',
    cpus: 8,
    memoryMB: 65_536,
    disksGib: [100, 400, 200],
    network: 'VM Network',
    load: 0.5,
    windows: true,
    folder: ['Windows'],
  },
  {
    name: 'sap-app',
    guest: 'sles',
    cpus: 8,
    memoryMB: 65_536,
    disksGib: [100, 200],
    network: 'VM Network',
    load: 0.35,
    folder: ['Databases'],
  },
]

/** An ordinary VM of a role. `address` is its IPv4 address, told by Tools while it runs. */
export function fleetVm(role: Role, name: string, address: string, more: Partial<VmPlan> = {}): VmPlan {
  return {
    name,
    guest: role.guest,
    cpus: role.cpus,
    memoryMB: role.memoryMB,
    disks: role.disksGib.map((gib) => ({ gib, ...(role.windows && { controller: 'lsisas1068' as const }) })),
    nics: [{ network: role.network, addresses: [address] }],
    ...(role.windows && { firmware: 'efi' as const }),
    load: role.load,
    ...more,
  }
}

/** Several numbered VMs of a role. */
export function fleet(roleName: string, count: number, subnet: string, more: Partial<VmPlan> = {}): readonly VmPlan[] {
  const role = roles.find((at) => at.name === roleName) ?? roles[0]
  return Array.from({ length: count }, (_, index) =>
    fleetVm(role, `${role.name}-${String(index + 1).padStart(2, '0')}`, `${subnet}.${10 + index}`, {
      folder: role.folder,
      ...more,
    }),
  )
}
