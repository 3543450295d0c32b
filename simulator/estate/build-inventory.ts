import { inventoryName } from '../vim25/name-escapes'
import { ref, type DataObject, type Ref } from '../vim25/value'
import { idSource, type IdSource } from '../world/moids'
import type { World } from '../world/world'
import { computeProps, computeTotals, poolProps } from './compute-resources'
import { mountVolume, quietly } from './datastore-files'
import { browserProps, datastoreProps, mountData, mountName } from './datastores'
import { hostManagerObjects, hostManagerRefs, hostProps } from './hosts'
import type { ComputePlan, DatacenterPlan, DatastorePlan, HostPlan, InventoryPlan } from './inventory-plan'
import { Volume, type FileNode } from './volume'

/** Where VMs can be put, by the plain names that presets use. */
export type BuiltHost = {
  plan: HostPlan
  ref: Ref
  rootPool: Ref
  pools: ReadonlyMap<string, Ref>
  environment: Ref
  datastores: Ref[]
}
export type BuiltDatacenter = {
  plan: DatacenterPlan
  ref: Ref
  vmFolder: Ref
  /** By the names of the path joined by a NUL, which no name holds. */
  folders: ReadonlyMap<string, Ref>
  hosts: readonly [BuiltHost, ...BuiltHost[]]
  datastores: ReadonlyMap<string, Ref>
  networks: ReadonlyMap<string, Ref>
}
export type BuiltInventory = { ids: IdSource; domain: string; datacenters: readonly BuiltDatacenter[] }

/** Addresses that vCenter's hosts name as theirs. */
const vcenterIp = '10.20.0.10'

/** Put folders, datacenters, compute resources, hosts, datastores and networks into an empty world. */
export function buildInventory(world: World, plan: InventoryPlan): BuiltInventory {
  const ids = idSource(world)
  const root = ids.rootFolder()
  const datacenters = plan.datacenters.map((datacenter) => buildDatacenter(world, ids, root, datacenter))
  const rootName = world.product === 'esx' ? 'ha-folder-root' : 'Datacenters'
  putFolder(
    world,
    root,
    undefined,
    rootName,
    ['Folder', 'Datacenter'],
    datacenters.map((at) => at.ref),
  )
  return { ids, domain: plan.domain, datacenters }
}

function buildDatacenter(world: World, ids: IdSource, root: Ref, plan: DatacenterPlan): BuiltDatacenter {
  const datacenter = ids.datacenter()
  const vmFolder = ids.folder('vm')
  const hostFolder = ids.folder('host')
  const datastoreFolder = ids.folder('datastore')
  const networkFolder = ids.folder('network')
  const networks = new Map(plan.networks.map((network) => [network.name, ids.network(network.name)]))
  const datastores = plan.datastores.map((store) => buildDatastore(world, ids, datastoreFolder, plan, store))
  const built = plan.computes.map((compute) =>
    buildCompute(world, ids, hostFolder, plan, compute, datastores, networks),
  )
  const hosts = built.flatMap((compute) => compute.hosts)
  const [first, ...others] = hosts
  if (first === undefined) throw new Error(`Datacenter ${plan.name} needs a host`)

  for (const [name, at] of networks) {
    const stored = inventoryName(name)
    world.put({
      ref: at,
      props: {
        ...entityProps(networkFolder, stored),
        summary: { $type: 'NetworkSummary', network: at, name: stored, accessible: true, ipPoolName: '' },
        host: hosts.map((host) => host.ref),
        vm: [],
      },
    })
  }
  const folders = buildFolders(world, ids, vmFolder, plan)
  putFolder(world, vmFolder, datacenter, 'vm', ['Folder', 'VirtualMachine'], folders.top)
  putFolder(
    world,
    hostFolder,
    datacenter,
    'host',
    ['Folder', 'ComputeResource'],
    built.map((compute) => compute.ref),
  )
  putFolder(
    world,
    datastoreFolder,
    datacenter,
    'datastore',
    ['Folder', 'Datastore'],
    datastores.map((at) => at.ref),
  )
  putFolder(world, networkFolder, datacenter, 'network', ['Folder', 'Network'], [...networks.values()])
  world.put({
    ref: datacenter,
    props: {
      ...entityProps(root, inventoryName(plan.name)),
      vmFolder,
      hostFolder,
      datastoreFolder,
      networkFolder,
      datastore: datastores.map((at) => at.ref),
      network: [...networks.values()],
      configuration: { defaultHardwareVersionKey: 'vmx-21' },
    },
  })
  return {
    plan,
    ref: datacenter,
    vmFolder,
    folders: folders.all,
    hosts: [first, ...others],
    datastores: new Map(datastores.map((at) => [at.plan.name, at.ref])),
    networks,
  }
}

export const entityProps = (parent: Ref | undefined, stored: string): Record<string, unknown> => ({
  ...(parent && { parent }),
  name: stored,
  overallStatus: 'green',
  configStatus: 'green',
  effectiveRole: [-1],
  recentTask: [],
})

export function putFolder(
  world: World,
  at: Ref,
  parent: Ref | undefined,
  stored: string,
  childType: readonly string[],
  childEntity: readonly Ref[],
): void {
  world.put({ ref: at, props: { ...entityProps(parent, stored), childType, childEntity } })
}

function buildFolders(
  world: World,
  ids: IdSource,
  vmFolder: Ref,
  plan: DatacenterPlan,
): { all: Map<string, Ref>; top: Ref[] } {
  const all = new Map<string, Ref>()
  const children = new Map<string, Ref[]>()
  const paths = plan.folders ?? []
  for (const path of paths) {
    const at = ids.folder('vm')
    all.set(path.join('\0'), at)
    const parent = path.slice(0, -1).join('\0')
    children.set(parent, [...(children.get(parent) ?? []), at])
  }
  for (const path of paths) {
    const key = path.join('\0')
    const at = all.get(key)
    const parent = all.get(path.slice(0, -1).join('\0')) ?? vmFolder
    if (at !== undefined) {
      putFolder(
        world,
        at,
        parent,
        inventoryName(path.at(-1) ?? ''),
        ['Folder', 'VirtualMachine'],
        children.get(key) ?? [],
      )
    }
  }
  return { all, top: children.get('') ?? [] }
}

type BuiltStore = { plan: DatastorePlan; ref: Ref; mount: string; mounts: DataObject[] }

function buildDatastore(
  world: World,
  ids: IdSource,
  parent: Ref,
  datacenter: DatacenterPlan,
  plan: DatastorePlan,
): BuiltStore {
  const mount = mountName(plan, `${datacenter.name}/${plan.name}`)
  const at = ids.datastore(mount)
  const browser = ref('HostDatastoreBrowser', `datastoreBrowser-${at.value}`)
  const now = world.clock.now()
  const gib = 1024 ** 3
  world.put({
    ref: at,
    props: datastoreProps(plan, inventoryName(plan.name), { datastore: at, parent, browser }, mount, now),
  })
  world.put({ ref: browser, props: browserProps([at]) })
  const volume = new Volume(plan.capacityGiB * gib, Math.round((plan.otherUseGiB ?? 0) * gib), now)
  mountVolume(world, at, volume)
  quietly(world, () => {
    for (const [path, content] of Object.entries(plan.files ?? {})) {
      volume.makeFolder(path.split('/').slice(0, -1).join('/'), now)
      volume.set(path, plannedFile(content, now))
    }
  })
  return { plan, ref: at, mount, mounts: [] }
}

function plannedFile(content: number | string, now: Date): FileNode {
  if (typeof content === 'number') return { kind: 'file', modified: now, size: content * 1024 ** 2 }
  const bytes = Buffer.from(content, 'utf8')
  return { kind: 'file', modified: now, size: bytes.length, content: bytes }
}

function buildCompute(
  world: World,
  ids: IdSource,
  parent: Ref,
  datacenter: DatacenterPlan,
  plan: ComputePlan,
  stores: readonly BuiltStore[],
  networks: ReadonlyMap<string, Ref>,
): { ref: Ref; hosts: readonly BuiltHost[] } {
  const compute = ids.compute(plan.kind === 'cluster')
  const rootPool = ids.pool(true)
  const environment = ids.environment()
  const totals = computeTotals(plan)
  const pools = new Map((plan.pools ?? []).map((name) => [name, ids.pool(false)]))
  const hosts = plan.hosts.map((host) => buildHost(world, ids, compute, datacenter, host, stores, networks))
  const mine = [...new Set(hosts.flatMap((host) => host.datastores))]

  world.put({
    ref: compute,
    props: {
      ...computeProps(plan, inventoryName(plan.name), { parent, pool: rootPool, environment }),
      host: hosts.map((host) => host.ref),
      datastore: mine,
      network: [...networks.values()],
    },
  })
  world.put({
    ref: rootPool,
    props: {
      ...poolProps('Resources', { pool: rootPool, parent: compute, owner: compute }, totals, true),
      resourcePool: [...pools.values()],
    },
  })
  for (const [name, pool] of pools) {
    world.put({
      ref: pool,
      props: poolProps(inventoryName(name), { pool, parent: rootPool, owner: compute }, totals, false),
    })
  }
  world.put({
    ref: environment,
    props: { datastoreBrowser: ref('HostDatastoreBrowser', `datastoreBrowser-${compute.value}`) },
  })
  world.put({ ref: ref('HostDatastoreBrowser', `datastoreBrowser-${compute.value}`), props: browserProps(mine) })
  return { ref: compute, hosts: hosts.map((host) => ({ ...host, rootPool, pools, environment })) }
}

function buildHost(
  world: World,
  ids: IdSource,
  parent: Ref,
  datacenter: DatacenterPlan,
  plan: HostPlan,
  stores: readonly BuiltStore[],
  networks: ReadonlyMap<string, Ref>,
): Pick<BuiltHost, 'plan' | 'ref' | 'datastores'> {
  const host = ids.host()
  const refs = {
    host,
    parent,
    browser: ref('HostDatastoreBrowser', `datastoreBrowser-${host.value}`),
    managers: hostManagerRefs(host),
  }
  const mounted = stores.filter((store) => store.plan.hosts?.includes(plan.name) ?? true)
  const datastores = mounted.map((store) => store.ref)
  const props = hostProps(plan, refs, datacenter.switches, datacenter.networks, world.clock.now(), {
    ...(world.product === 'vcenter' && { vcenterIp }),
  })
  world.put({ ref: host, props: { ...props, datastore: datastores, network: [...networks.values()] } })
  world.put({ ref: refs.browser, props: browserProps(datastores) })
  for (const object of hostManagerObjects(plan, refs, props)) world.put(object)
  for (const store of mounted) {
    store.mounts.push(mountData(host, store.mount, store.plan.inaccessible !== true))
    world.update(store.ref, { host: [...store.mounts] })
  }
  return { plan, ref: host, datastores }
}
