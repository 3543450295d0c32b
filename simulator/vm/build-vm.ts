import { entityProps } from '../estate/build-inventory'
import { vmCapability } from '../estate/capabilities'
import type { DatastorePath } from '../estate/datastore-files'
import { number, object, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { addRef, datacenterOf, refsAt } from '../world/inventory-walk'
import { hashText } from '../world/random'
import { traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { configData } from './config-data'
import { isDisk, isNic, withControllerLists } from './devices'
import { fileProps } from './files'
import { runningGuestData, silentGuestData } from './guest'
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

function putVmObject(world: World, spec: VmSpec): void {
  const devices = withControllerLists(spec.devices)
  const config = configData(world, spec, devices)
  const traits = traitsOf(world, spec.ref)
  const on = spec.power === 'poweredOn'
  const guest = on ? runningGuestData(traits, config) : silentGuestData(traits, config, 'notRunning')
  const heartbeat = on && traits.tools !== 'none' ? 'green' : 'gray'
  const runtime = runtimeData(world, spec)
  const datastores = datastoresOf(spec.vmx, devices)
  const { summaryStorage, ...files } = fileProps(world, {
    vmx: spec.vmx,
    devices,
    datastores,
    datacenter: datacenterOf(world, spec.host),
  })
  world.put({
    ref: spec.ref,
    props: {
      ...entityProps(spec.folder, spec.name),
      capability: vmCapability,
      config,
      environmentBrowser: spec.environment,
      resourcePool: spec.pool,
      resourceConfig: {
        entity: spec.ref,
        cpuAllocation: config['cpuAllocation'],
        memoryAllocation: config['memoryAllocation'],
      },
      runtime,
      guest,
      summary: {
        vm: spec.ref,
        runtime,
        guest: guestSummary(guest),
        config: configSummary(spec, devices, config),
        storage: summaryStorage,
        quickStats: { guestHeartbeatStatus: heartbeat, ...(on && startingStats(world, spec, traits.tools !== 'none')) },
        overallStatus: 'green',
      },
      datastore: datastores,
      network: networksOf(devices),
      guestHeartbeatStatus: heartbeat,
      rootSnapshot: [],
      ...files,
    },
  })
}

function guestSummary(guest: DataObject): DataObject {
  const {
    toolsStatus,
    toolsVersionStatus,
    toolsVersionStatus2,
    toolsRunningStatus,
    guestId,
    guestFullName,
    hostName,
    ipAddress,
  } = guest
  return {
    toolsStatus,
    toolsVersionStatus,
    toolsVersionStatus2,
    toolsRunningStatus,
    ...(guestId !== undefined && { guestId, guestFullName }),
    ...(hostName !== undefined && { hostName }),
    ...(ipAddress !== undefined && { ipAddress }),
  }
}

function configSummary(spec: VmSpec, devices: readonly DataObject[], config: DataObject): DataObject {
  return {
    name: spec.name,
    template: spec.template ?? false,
    vmPathName: text(object(config, 'files'), 'vmPathName'),
    memorySizeMB: spec.memoryMB,
    cpuReservation: number(object(config, 'cpuAllocation'), 'reservation'),
    memoryReservation: number(object(config, 'memoryAllocation'), 'reservation'),
    numCpu: spec.cpus,
    numEthernetCards: devices.filter(isNic).length,
    numVirtualDisks: devices.filter(isDisk).length,
    uuid: spec.uuid,
    instanceUuid: spec.instanceUuid,
    guestId: spec.guest.id,
    guestFullName: spec.guest.fullName,
    ...(spec.annotation !== undefined && { annotation: spec.annotation }),
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
