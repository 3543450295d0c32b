import { entityProps } from '../estate/build-inventory'
import { vmCapability } from '../estate/capabilities'
import { pathText, type DatastorePath } from '../estate/datastore-files'
import { object, refIn } from '../vim25/read-data'
import { Later, type DataObject, type Ref } from '../vim25/value'
import { addRef, datacenterOf, refsAt } from '../world/inventory-walk'
import { hashText } from '../world/random'
import { traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { configData } from './config-data'
import { isDisk, isNic, withControllerLists } from './devices'
import { fileProps } from './files'
import { guestSummaryData, runningGuestData, silentGuestData } from './guest'
import { loadAt, quickStats } from './load-over-time'
import { hostMhz, runtimeData } from './runtime-data'
import type { VmSpec } from './vm-spec'

/** Put a VM into the inventory. Its files and traits must be there already. */
export function putVm(world: World, spec: VmSpec): void {
  putVmObject(world, spec)
  for (const [entity, path] of holders(world, spec)) addRef(world, entity, path, spec.ref)
}

/** Put many VMs; every list that they appear in is written once. */
export function putVms(world: World, specs: readonly VmSpec[]): void {
  const lists = new Map<string, { entity: Ref; path: string; added: Ref[] }>()
  for (const spec of specs) {
    putVmObject(world, spec)
    for (const [entity, path] of holders(world, spec)) {
      const list = lists.get(`${entity.key} ${path}`) ?? { entity, path, added: [] }
      list.added.push(spec.ref)
      lists.set(`${entity.key} ${path}`, list)
    }
  }
  for (const { entity, path, added } of lists.values()) {
    world.update(entity, { [path]: [...refsAt(world, entity, path), ...added] })
  }
}

/** The entities that list a VM, with the property that does. */
function holders(world: World, spec: VmSpec): readonly (readonly [Ref, string])[] {
  return [
    [spec.folder, 'childEntity'],
    [spec.host, 'vm'],
    [spec.pool, 'vm'],
    ...refsAt(world, spec.ref, 'datastore').map((at) => [at, 'vm'] as const),
    ...refsAt(world, spec.ref, 'network').map((at) => [at, 'vm'] as const),
  ]
}

/** What is long and seldom read is made when it is: most of what there is to say of a VM. */
function putVmObject(world: World, spec: VmSpec): void {
  const { ref: vm, devices: ofPlan } = spec
  const devices = new Later(() => withControllerLists(ofPlan))
  const listed = () => devices.value as readonly DataObject[] // as they are made above
  const config = new Later(() => configData(world, spec, devices))
  const data = () => config.value as DataObject // as above
  const traits = traitsOf(world, vm)
  const on = spec.power === 'poweredOn'
  const hasTools = traits.tools !== 'none'
  const guest = new Later(() => (on ? runningGuestData(traits, data()) : silentGuestData(traits, data(), 'notRunning')))
  const heartbeat = on && hasTools ? 'green' : 'gray'
  const runtime = runtimeData(world, spec)
  const datastores = datastoresOf(spec.vmx, ofPlan)
  const at = world.clock.now()
  const files = new Later(() => {
    const datacenter = datacenterOf(world, spec.host)
    return fileProps(world, { vmx: spec.vmx, devices: listed(), datastores, datacenter, snapshots: [], at })
  })
  const fileProp = (name: keyof ReturnType<typeof fileProps>) =>
    new Later(() => (files.value as ReturnType<typeof fileProps>)[name]) // as above
  const props = {
    ...entityProps(spec.folder, spec.name),
    capability: vmCapability,
    config,
    environmentBrowser: spec.environment,
    resourcePool: spec.pool,
    resourceConfig: new Later(() => {
      const { cpuAllocation, memoryAllocation } = data()
      return { entity: vm, cpuAllocation, memoryAllocation }
    }),
    runtime,
    guest,
    summary: {
      vm,
      runtime,
      guest: new Later(() => guestSummaryData(traits, spec.guest, on)),
      config: new Later(() => configSummary(spec, ofPlan, data())),
      storage: fileProp('summaryStorage'),
      quickStats: { guestHeartbeatStatus: heartbeat, ...(on && startingStats(world, spec, hasTools)) },
      overallStatus: 'green',
    },
    datastore: datastores,
    network: networksOf(ofPlan),
    guestHeartbeatStatus: heartbeat,
    rootSnapshot: [],
    layout: fileProp('layout'),
    layoutEx: fileProp('layoutEx'),
    storage: fileProp('storage'),
  }
  world.put({ ref: vm, props }, 'mirrored')
}

function configSummary(spec: VmSpec, devices: readonly DataObject[], config: DataObject): DataObject {
  return {
    name: spec.name,
    template: spec.template ?? false,
    vmPathName: pathText(spec.vmx.name, spec.vmx.path),
    memorySizeMB: spec.memoryMB,
    cpuReservation: spec.cpuAllocation?.reservation ?? 0,
    memoryReservation: spec.memoryAllocation?.reservation ?? 0,
    numCpu: spec.cpus,
    numEthernetCards: devices.filter(isNic).length,
    numVirtualDisks: devices.filter(isDisk).length,
    uuid: spec.uuid,
    instanceUuid: spec.instanceUuid,
    guestId: spec.guest.id,
    guestFullName: spec.guest.fullName,
    annotation: spec.annotation,
    installBootRequired: false,
    hwVersion: config['version'],
  }
}

/** What a VM that runs when the world begins shows until it is measured. */
function startingStats(world: World, spec: VmSpec, tools: boolean): DataObject {
  const now = world.clock.now().getTime() / 1000
  const uptimeSeconds = now - (spec.bootTime ?? spec.created).getTime() / 1000
  const load = loadAt(
    {
      phase: (hashText(spec.ref.key) % 1_000) / 1_000,
      load: traitsOf(world, spec.ref).load ?? 0.1,
      cpus: spec.cpus,
      memoryMB: spec.memoryMB,
      mhz: hostMhz(world, spec.host),
      limitMB: spec.memoryAllocation?.limit ?? -1,
      tools,
      uptimeSeconds,
    },
    now,
  )
  return quickStats(load, uptimeSeconds)
}

/** The datastores that a VM has files on: its own first. */
export function datastoresOf(vmx: DatastorePath, devices: readonly DataObject[]): readonly Ref[] {
  const found = new Map([[vmx.datastore.key, vmx.datastore]])
  for (const device of devices) {
    const at = refIn(object(device, 'backing'), 'datastore')
    if (at !== undefined) found.set(at.key, at)
  }
  return [...found.values()]
}

export function networksOf(devices: readonly DataObject[]): readonly Ref[] {
  const found = new Map<string, Ref>()
  for (const device of devices) {
    const at = refIn(object(device, 'backing'), 'network')
    if (at !== undefined) found.set(at.key, at)
  }
  return [...found.values()]
}
