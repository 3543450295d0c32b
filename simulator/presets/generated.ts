import { haswell, iceLake } from '../estate/cpu-models'
import type { ComputePlan, DatastorePlan, HostPlan, InventoryPlan, Preset, VmPlan } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'
import { createRandom, type Random } from '../world/random'
import { fleetVm, roles } from './fleet'

/** The most VMs that are generated: four times what one vCenter is sold for. */
const mostGenerated = 40_000

const vmsPerHost = 80
const hostsPerCluster = 32
const vmsPerDatastore = 200

/** As many plausible VMs as asked for, on enough hosts and datastores; the same for the same seed. */
export function generatedPreset(product: Product, wanted: number, seed: number): Preset {
  const count = Math.max(0, Math.min(mostGenerated, Math.floor(wanted)))
  const random = createRandom(seed)
  const datastores = datastorePlans(Math.max(1, Math.ceil(count / vmsPerDatastore)))
  const inventory = product === 'esx' ? oneHost(count, datastores) : clusters(count, datastores)
  return { inventory, vms: Array.from({ length: count }, (_, index) => generatedVm(index, datastores, random)) }
}

const datastorePlans = (count: number): readonly DatastorePlan[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `ds-${String(index + 1).padStart(3, '0')}`,
    kind: 'vmfs',
    capacityGiB: 262_144,
    otherUseGiB: 500,
  }))

const networks = ['VM Network', 'DMZ', 'Storage'].map((name, index) => ({
  name,
  vlan: index * 100,
  vswitch: 'vSwitch0',
}))
const switches = [{ name: 'vSwitch0', nics: ['vmnic0', 'vmnic1'] }]

function hostPlan(index: number, memoryGiB: number): HostPlan {
  return {
    name: `esx-${String(index + 1).padStart(3, '0')}.example.net`,
    ip: `10.30.${index >> 8}.${index & 255}`,
    cpu: index % 3 === 2 ? haswell : iceLake,
    memoryGiB,
    uptimeDays: 10 + (index % 300),
  }
}

function oneHost(count: number, datastores: readonly DatastorePlan[]): InventoryPlan {
  const host = hostPlan(0, Math.max(1_024, count * 8))
  return {
    domain: 'example.net',
    datacenters: [
      {
        name: 'ha-datacenter',
        computes: [{ name: host.name, kind: 'standalone', hosts: [host] }],
        datastores,
        networks,
        switches,
      },
    ],
  }
}

function clusters(count: number, datastores: readonly DatastorePlan[]): InventoryPlan {
  const hosts = Array.from({ length: Math.max(1, Math.ceil(count / vmsPerHost)) }, (_, index) => hostPlan(index, 2_048))
  const computes: ComputePlan[] = []
  for (let start = 0; start < hosts.length; start += hostsPerCluster) {
    const [first, ...others] = hosts.slice(start, start + hostsPerCluster)
    if (first === undefined) break
    computes.push({
      name: `cluster-${String(computes.length + 1).padStart(2, '0')}`,
      kind: 'cluster',
      hosts: [first, ...others],
    })
  }
  const folders = [...new Set(roles.map((role) => role.folder[0] ?? ''))].map((name) => [name])
  return {
    domain: 'example.net',
    datacenters: [
      {
        name: 'Datacenter',
        computes,
        datastores,
        networks,
        switches,
        folders: [...folders, ['Platform', 'Kubernetes']],
      },
    ],
  }
}

const sites = ['fra', 'ber', 'muc', 'zrh', 'vie', 'ams'] as const

function generatedVm(index: number, datastores: readonly DatastorePlan[], random: Random): VmPlan {
  const role = random.pick(roles)
  const power = random.chance(0.82) ? 'poweredOn' : random.chance(0.85) ? 'poweredOff' : 'suspended'
  const name = `${random.pick(sites)}-${role.name}-${String(index + 1).padStart(5, '0')}`
  const datastore = datastores[index % datastores.length]?.name
  return fleetVm(role, name, `10.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`, {
    power,
    folder: role.folder,
    ...(datastore !== undefined && { datastore }),
    // One in fifty makes its host ask when it is started.
    ...(power === 'poweredOff' &&
      random.chance(0.13) && { serials: [{ kind: 'file', path: 'console.log', exists: true }] }),
  })
}
