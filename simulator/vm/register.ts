import { fileNotFound, resolvePath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { Ref } from '../vim25/value'
import { computeOf, datacenterOf, refsAt } from '../world/inventory-walk'
import { idSource } from '../world/moids'
import { createRandom, hashText } from '../world/random'
import { setTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { putVm } from './build-vm'
import { factsFromVmx, readVmx, rewriteVmx, settingsOfVmx } from './config-file'
import { vmOfVmx } from './file-locks'
import { fileStem } from './files'
import { vmUuid } from './from-plan'
import { refuseTaken, storedName } from './unique-names'
import type { VmSpec } from './vm-spec'

export type Registration = {
  folder: Ref
  path: string
  name?: string
  asTemplate: boolean
  pool: Ref | undefined
  host: Ref | undefined
}

/** What RegisterVM_Task refuses before it becomes a task's business. Throws InvalidDatastorePath, InvalidDatastore, FileNotFound, AlreadyExists. */
export function findVmx(world: World, folder: Ref, path: string): DatastorePath {
  const vmx = resolvePath(world, path, datacenterOf(world, folder))
  if (volumeOf(world, vmx.datastore).file(vmx.path) === undefined) throw fileNotFound(vmx)
  if (vmOfVmx(world, vmx) !== undefined) {
    throw new SimFault(
      'AlreadyExists',
      { name: path },
      `The specified key, name, or identifier '${path}' already exists.`,
    )
  }
  return vmx
}

/** Put the VM that a .vmx file describes into the inventory. Throws like findVmx, and InvalidVmConfig, DuplicateName. */
export function registerVm(world: World, wanted: Registration): Ref {
  const { folder, host: askedHost } = wanted
  const vmx = findVmx(world, folder, wanted.path)
  const values = readVmx(world, vmx)
  const datacenter = datacenterOf(world, folder)
  if (values === undefined || datacenter === undefined) {
    throw new SimFault('InvalidVmConfig', {}, `The configuration file ${wanted.path} cannot be read.`)
  }
  const facts = factsFromVmx(world, values, vmx, datacenter)
  const name = wanted.name === undefined ? (facts.name ?? storedName(fileStem(vmx))) : storedName(wanted.name)
  refuseTaken(world, folder, name)
  const host = askedHost ?? hostFor(world, vmx, wanted.pool)
  const random = createRandom(hashText(`${wanted.path} ${world.clock.now().getTime()}`))
  const taken = new Set(world.byType('VirtualMachine').map(({ ref }) => world.prop(ref, 'config.instanceUuid')))
  const ref = idSource(world).vm()
  setTraits(world, ref, { tools: 'none' })
  const spec: VmSpec = {
    ref,
    name,
    folder,
    host,
    pool: wanted.pool ?? rootPoolOf(world, host),
    environment: environmentOf(world, host),
    vmx,
    guest: facts.guest,
    hardware: facts.hardware,
    uuid: facts.uuid ?? vmUuid(world.product, random),
    instanceUuid:
      facts.instanceUuid !== undefined && !taken.has(facts.instanceUuid)
        ? facts.instanceUuid
        : `52${random.uuid().slice(2)}`,
    ...(facts.locationId !== undefined && { locationId: facts.locationId }),
    firmware: facts.firmware,
    cpus: facts.cpus,
    coresPerSocket: facts.coresPerSocket,
    memoryMB: facts.memoryMB,
    ...(facts.annotation !== undefined && { annotation: facts.annotation }),
    devices: facts.devices,
    extraConfig: facts.extraConfig,
    power: 'poweredOff',
    created: world.clock.now(),
    template: wanted.asTemplate,
    nestedVirtualization: facts.nestedVirtualization,
  }
  putVm(world, spec)
  world.update(ref, {
    'config.cpuAllocation': facts.cpuAllocation,
    'config.memoryAllocation': facts.memoryAllocation,
    ...settingsOfVmx(world, ref, facts),
  })
  // The file keeps the words of whoever wrote it, unless the inventory calls the VM by another name than the file does.
  if (name !== facts.name) rewriteVmx(world, ref)
  return ref
}

/** A host that can run it: of the pool's compute resource, with the datastore mounted, not in maintenance mode. */
export function hostFor(world: World, at: DatastorePath, pool: Ref | undefined): Ref {
  const owner = pool === undefined ? undefined : world.prop(pool, 'owner')
  const hosts = owner instanceof Ref ? refsAt(world, owner, 'host') : world.byType('HostSystem').map((host) => host.ref)
  const found = hosts.find(
    (host) =>
      world.prop(host, 'runtime.inMaintenanceMode') !== true &&
      refsAt(world, host, 'datastore').some((datastore) => datastore.key === at.datastore.key),
  )
  if (found === undefined)
    throw new SimFault(
      'InvalidDatastore',
      { datastore: at.datastore, name: at.name },
      `No host has access to the datastore '${at.name}'.`,
    )
  return found
}

export function rootPoolOf(world: World, host: Ref): Ref {
  const compute = computeOf(world, host)
  const pool = compute && world.prop(compute, 'resourcePool')
  if (!(pool instanceof Ref)) throw new SimFault('ManagedObjectNotFound', { obj: host })
  return pool
}

export function environmentOf(world: World, host: Ref): Ref {
  const compute = computeOf(world, host)
  const environment = compute && world.prop(compute, 'environmentBrowser')
  if (!(environment instanceof Ref)) throw new SimFault('ManagedObjectNotFound', { obj: host })
  return environment
}
