import type { BuiltDatacenter, BuiltHost, BuiltInventory } from '../estate/build-inventory'
import { quietly, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { newestHardware } from '../estate/hosts'
import type { DatacenterPlan, SnapshotPlan, VmPlan } from '../estate/inventory-plan'
import { guestOs } from '../vim25/guest-os'
import { datastoreItem, inventoryName } from '../vim25/name-escapes'
import type { Ref } from '../vim25/value'
import type { Random } from '../world/random'
import { setTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { putVms } from './build-vm'
import { setHostContact } from './contact'
import { zooDevices } from './every-device'
import { placeDisks, planDevices, type DeviceContext } from './plan-devices'
import { placePortFiles, placeVmFiles } from './plan-files'
import { bringIntoState } from './plan-state'
import { growDeltas, revertTo, takeSnapshot } from './snapshots'
import type { VmSpec } from './vm-spec'

const day = 86_400_000

/** Put the VMs of a preset into a world that has its inventory: files, configuration, guests, snapshots. */
export function buildVms(
  world: World,
  inventory: BuiltInventory,
  plans: readonly VmPlan[],
  random: Random,
): readonly Ref[] {
  const specs: VmSpec[] = []
  quietly(world, () => {
    for (const [index, plan] of plans.entries()) specs.push(prepare(world, inventory, plan, random, index))
    putVms(world, specs)
    for (const [index, plan] of plans.entries()) {
      const vm = specs[index]?.ref
      if (vm !== undefined) buildSnapshots(world, vm, plan.snapshots ?? [])
    }
    for (const { plan, datastores } of inventory.datacenters) fillUp(world, plan, datastores)
  })
  for (const [index, plan] of plans.entries()) {
    const vm = specs[index]?.ref
    if (vm !== undefined) bringIntoState(world, vm, plan)
  }
  for (const { plan, ref } of inventory.datacenters.flatMap((datacenter) => datacenter.hosts)) {
    if (plan.contact !== undefined) setHostContact(world, ref, plan.contact)
  }
  return specs.map((spec) => spec.ref)
}

function fillUp(world: World, plan: DatacenterPlan, datastores: ReadonlyMap<string, Ref>): void {
  for (const { name, leftMiB } of plan.datastores) {
    const at = datastores.get(name)
    if (at !== undefined && leftMiB !== undefined) volumeOf(world, at).leave(leftMiB * 1024 ** 2)
  }
}

function prepare(world: World, inventory: BuiltInventory, plan: VmPlan, random: Random, index: number): VmSpec {
  const datacenter = pickDatacenter(inventory, plan, index)
  const host = pickHost(datacenter, plan, index)
  const ref = inventory.ids.vm()
  const guest = guestOs[plan.guest]
  const power = plan.power ?? 'poweredOn'
  const vmx = newHome(world, datacenter, host, plan, index)
  const stem = datastoreItem(plan.name)
  const context: DeviceContext = {
    datacenter,
    vmx,
    stem,
    powered: power === 'poweredOn',
    product: world.product,
    random,
  }
  const disks = placeDisks(plan, context)
  const now = world.clock.now().getTime()
  const created = new Date(now - random.int(40, 900) * day)
  setTraits(world, ref, {
    tools: plan.tools ?? 'current',
    hostName: plan.hostName ?? `${dnsLabel(plan.name)}.${inventory.domain}`,
    addresses: (plan.nics ?? []).map((nic) => nic.addresses ?? []),
    cdromLocked: plan.cdrom !== false && plan.cdrom?.locked === true,
    load: plan.load ?? random.next() * 0.3,
    ...(plan.powerOnSeconds !== undefined && { powerOnMs: plan.powerOnSeconds * 1000 }),
    ...(plan.bootSeconds !== undefined && { bootMs: plan.bootSeconds * 1000 }),
    ...(plan.labels && { labels: plan.labels }),
    ...(plan.movingFigures && { movingFigures: true }),
  })
  placeVmFiles(world, ref, vmx, stem, disks, plan, created)
  placePortFiles(world, context, plan, created)
  return {
    ref,
    name: inventoryName(plan.name),
    folder: datacenter.folders.get((plan.folder ?? []).join('\0')) ?? datacenter.vmFolder,
    host: host.ref,
    pool: host.pools.get(plan.pool ?? '') ?? host.rootPool,
    environment: host.environment,
    vmx,
    guest,
    hardware: plan.hardware ?? newestHardware,
    uuid: vmUuid(world.product, random),
    instanceUuid: `52${random.uuid().slice(2)}`,
    ...(plan.altered && { locationId: random.uuid() }),
    firmware: plan.firmware ?? 'bios',
    cpus: plan.cpus,
    coresPerSocket: plan.coresPerSocket ?? 1,
    ...(plan.autoCores && { autoCores: true }),
    memoryMB: plan.memoryMB,
    ...(plan.cpuAllocation && { cpuAllocation: plan.cpuAllocation }),
    ...(plan.memoryAllocation && { memoryAllocation: plan.memoryAllocation }),
    ...(plan.annotation !== undefined && { annotation: plan.annotation }),
    devices: [...planDevices(plan, disks, context), ...(plan.zoo === undefined ? [] : zooDevices(plan.zoo, vmx))],
    extraConfig: { nvram: `${stem}.nvram`, 'svga.present': 'TRUE', ...plan.extraConfig },
    power,
    bootTime: new Date(now - random.int(3_600, 5_000_000) * 1000),
    created,
    template: plan.template ?? false,
    nestedVirtualization: plan.nestedVirtualization ?? false,
    hotAdd: plan.hotAdd ?? false,
  }
}

function pickDatacenter(inventory: BuiltInventory, plan: VmPlan, index: number): BuiltDatacenter {
  const { datacenters } = inventory
  const found =
    plan.datacenter === undefined
      ? datacenters[index % datacenters.length]
      : datacenters.find((at) => at.plan.name === plan.datacenter)
  if (found === undefined) throw new Error(`VM ${plan.name}: no datacenter ${plan.datacenter ?? ''}`)
  return found
}

function pickHost(datacenter: BuiltDatacenter, plan: VmPlan, index: number): BuiltHost {
  const candidates =
    plan.host === undefined && plan.pool === undefined
      ? anyHosts(datacenter)
      : datacenter.hosts.filter(
          (host) =>
            (plan.host === undefined || host.plan.name === plan.host) &&
            (plan.pool === undefined || host.pools.has(plan.pool)) &&
            (plan.host !== undefined || host.plan.maintenance !== true),
        )
  const found = candidates[index % Math.max(1, candidates.length)]
  if (found === undefined) throw new Error(`VM ${plan.name}: no host ${plan.host ?? ''} with pool ${plan.pool ?? ''}`)
  return found
}

function anyHosts(datacenter: BuiltDatacenter): readonly BuiltHost[] {
  let hosts = hostsInUse.get(datacenter)
  if (hosts === undefined) {
    hosts = datacenter.hosts.filter(({ plan }) => plan.maintenance !== true)
    hostsInUse.set(datacenter, hosts)
  }
  return hosts
}

/** As `usableStores`. */
const hostsInUse = new WeakMap<BuiltDatacenter, readonly BuiltHost[]>()

/** The place of a new VM's .vmx: a folder named after the VM, with a number behind it when that name is taken. */
function newHome(
  world: World,
  datacenter: BuiltDatacenter,
  host: BuiltHost,
  plan: VmPlan,
  index: number,
): DatastorePath {
  const wanted = plan.datastore === undefined ? undefined : datacenter.datastores.get(plan.datastore)
  const chosen: readonly [string, Ref] | undefined =
    wanted !== undefined && host.datastores.includes(wanted)
      ? [plan.datastore ?? '', wanted]
      : anyDatastore(world, datacenter, host, index)
  if (chosen === undefined) throw new Error(`VM ${plan.name}: no datastore on ${host.plan.name}`)
  const [name, datastore] = chosen
  const volume = volumeOf(world, datastore)
  const item = datastoreItem(plan.name)
  let folder = item
  for (let copy = 1; volume.find(folder) !== undefined; copy++) folder = `${item}_${copy}`
  return { datastore, name: inventoryName(name), path: `${folder}/${item}.vmx` }
}

function anyDatastore(
  world: World,
  datacenter: BuiltDatacenter,
  host: BuiltHost,
  index: number,
): readonly [string, Ref] | undefined {
  let usable = usableStores.get(host)
  if (usable === undefined) {
    const stores = [...datacenter.datastores]
    usable = stores.filter(([, at]) => host.datastores.includes(at) && world.prop(at, 'summary.accessible') === true)
    usableStores.set(host, usable)
  }
  return usable[index % Math.max(1, usable.length)]
}

/** By host, for VMs that ask for none: looked for once, not for each of 40,000 VMs. Nothing changes while a preset is built. */
const usableStores = new WeakMap<BuiltHost, readonly (readonly [string, Ref])[]>()

/** Hosts make UUIDs from 564d (`VM`), vCenter from 42. */
export const vmUuid = (product: 'esx' | 'vcenter', random: Random) =>
  product === 'esx' ? `564d${random.uuid().slice(4)}` : `42${random.uuid().slice(2)}`

const dnsLabel = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase() || 'vm'

/** As somebody would have made them: of several below one, each but the first after reverting to it. */
function buildSnapshots(world: World, vm: Ref, plans: readonly SnapshotPlan[], parent?: Ref): void {
  for (const [at, plan] of plans.entries()) {
    if (at > 0 && parent) revertTo(world, vm, parent)
    const made = takeSnapshot(world, vm, {
      name: inventoryName(plan.name),
      description: plan.description ?? '',
      memory: plan.memory ?? false,
      quiesce: plan.quiesced ?? false,
      created: new Date(world.clock.now().getTime() - plan.daysAgo * day),
    })
    const daysWritten = plan.daysAgo - (plan.children?.[0]?.daysAgo ?? 0)
    growDeltas(world, vm, (disk) => Math.round(daysWritten * 41 + disk * 13) * 1024 ** 2)
    buildSnapshots(world, vm, plan.children ?? [], made)
  }
}
