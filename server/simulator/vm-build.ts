import { allocationData } from './allocation'
import { vmCapability } from './capabilities'
import { pathText, volumePath, type DatastorePath } from './datastore-files'
import type { GuestOs } from './guest-os'
import { entityProps } from './inventory-build'
import { addRef, datacenterOf, refsAt } from './inventory-walk'
import { hashText } from './random'
import { number, object, refIn, text } from './read-data'
import { any, type DataObject, type Ref } from './value'
import { isDisk, isNic, withControllerLists } from './vm-devices'
import { fileProps } from './vm-files'
import { runningGuestData, silentGuestData } from './vm-guest'
import { loadAt, quickStats } from './vm-load'
import { traitsOf } from './vm-traits'
import type { World } from './world'

type Allocation = { reservation?: number; limit?: number; shares?: string | number }

/** A VM as a host knows it once it is registered. Names are stored names (escaped). */
export type VmSpec = {
  ref: Ref
  name: string
  folder: Ref
  host: Ref
  pool: Ref
  environment: Ref
  vmx: DatastorePath
  guest: GuestOs
  hardware: number
  uuid: string
  instanceUuid: string
  /** Where the host last saw it; another value than `locationIdOf` makes the host ask at power-on. */
  locationId?: string
  firmware: 'bios' | 'efi'
  cpus: number
  coresPerSocket: number
  memoryMB: number
  cpuAllocation?: Allocation
  memoryAllocation?: Allocation
  annotation?: string
  devices: readonly DataObject[]
  extraConfig: Readonly<Record<string, string>>
  power: 'poweredOn' | 'poweredOff' | 'suspended'
  bootTime?: Date
  created: Date
  template?: boolean
  nestedVirtualization?: boolean
  hotAdd?: boolean
}

/** What a host derives from the place of a VM's configuration file, to notice that it was moved or copied. */
export function locationIdOf(world: World, vmx: DatastorePath, host: Ref): string {
  const part = (salt: string) =>
    hashText(`${salt} ${host.value} ${volumePath(world, vmx)}`)
      .toString(16)
      .padStart(8, '0')
  const [b, c] = [part('b'), part('c')]
  return `564d${part('a').slice(4)}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${part('d')}`
}

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

const hostMhz = (world: World, host: Ref) => number(world.prop(host, 'summary.hardware'), 'cpuMhz') ?? 2000

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

const toolsConfig: DataObject = {
  toolsVersion: 12389,
  toolsInstallType: 'guestToolsTypeUnknown',
  afterPowerOn: true,
  afterResume: true,
  beforeGuestStandby: true,
  beforeGuestShutdown: true,
  toolsUpgradePolicy: 'manual',
  syncTimeWithHostAllowed: true,
  syncTimeWithHost: false,
  lastInstallInfo: { counter: 0 },
}

const vmFlags: DataObject = {
  enableLogging: true,
  useToe: false,
  runWithDebugInfo: false,
  monitorType: 'release',
  htSharing: 'any',
  snapshotDisabled: false,
  snapshotLocked: false,
  diskUuidEnabled: false,
  snapshotPowerOffBehavior: 'powerOff',
  recordReplayEnabled: false,
  faultToleranceType: 'unset',
  cbrcCacheEnabled: false,
  vvtdEnabled: false,
  vbsEnabled: false,
}

const defaultPowerOps: DataObject = {
  powerOffType: 'soft',
  suspendType: 'hard',
  resetType: 'soft',
  defaultPowerOffType: 'soft',
  defaultSuspendType: 'hard',
  defaultResetType: 'soft',
  standbyAction: 'checkpoint',
}

const latency: DataObject = { level: 'normal' }

function configData(world: World, spec: VmSpec, devices: readonly DataObject[]): DataObject {
  const home = pathText(spec.vmx.name, spec.vmx.path.split('/').slice(0, -1).join('/')) + '/'
  return {
    changeVersion: spec.created.toISOString(),
    modified: new Date(0),
    guestFullName: spec.guest.fullName,
    version: `vmx-${String(spec.hardware).padStart(2, '0')}`,
    uuid: spec.uuid,
    createDate: spec.created,
    instanceUuid: spec.instanceUuid,
    npivTemporaryDisabled: true,
    locationId: spec.locationId ?? locationIdOf(world, spec.vmx, spec.host),
    template: spec.template ?? false,
    guestId: spec.guest.id,
    alternateGuestName: '',
    ...(spec.annotation !== undefined && { annotation: spec.annotation }),
    files: {
      vmPathName: pathText(spec.vmx.name, spec.vmx.path),
      snapshotDirectory: home,
      suspendDirectory: home,
      logDirectory: home,
    },
    tools: toolsConfig,
    flags: vmFlags,
    defaultPowerOps,
    rebootPowerOff: false,
    hardware: {
      numCPU: spec.cpus,
      numCoresPerSocket: spec.coresPerSocket,
      autoCoresPerSocket: false,
      memoryMB: spec.memoryMB,
      virtualICH7MPresent: false,
      virtualSMCPresent: false,
      device: devices,
      motherboardLayout: 'i440bxHostBridge',
      simultaneousThreads: 1,
    },
    cpuAllocation: allocationData('cpu', spec.cpus, spec.cpuAllocation),
    memoryAllocation: allocationData('memory', spec.memoryMB, spec.memoryAllocation),
    latencySensitivity: latency,
    memoryHotAddEnabled: spec.hotAdd ?? false,
    cpuHotAddEnabled: spec.hotAdd ?? false,
    cpuHotRemoveEnabled: false,
    extraConfig: extraConfigData(spec.extraConfig),
    cpuFeatureMask: [],
    swapPlacement: 'inherit',
    bootOptions: {
      bootDelay: 0,
      enterBIOSSetup: false,
      efiSecureBootEnabled: spec.firmware === 'efi' && spec.guest.family === 'windowsGuest',
      bootRetryEnabled: false,
      bootRetryDelay: 10_000,
    },
    vAssertsEnabled: false,
    changeTrackingEnabled: false,
    firmware: spec.firmware,
    maxMksConnections: 40,
    guestAutoLockEnabled: true,
    memoryReservationLockedToMax: false,
    nestedHVEnabled: spec.nestedVirtualization ?? false,
    vPMCEnabled: false,
    messageBusTunnelEnabled: false,
  }
}

/** `extraConfig` as the API shows it: keys in the order given, values as strings. */
export const extraConfigData = (options: Readonly<Record<string, string>>): readonly DataObject[] =>
  Object.entries(options).map(([key, value]) => ({ key, value: any('xsd:string', value) }))

function runtimeData(world: World, spec: VmSpec): DataObject {
  const mhz = hostMhz(world, spec.host)
  const off = spec.power === 'poweredOff'
  return {
    host: spec.host,
    connectionState: 'connected',
    powerState: spec.power,
    faultToleranceState: 'notConfigured',
    toolsInstallerMounted: false,
    ...(spec.power === 'poweredOn' && { bootTime: spec.bootTime ?? spec.created }),
    ...(spec.power === 'suspended' && { suspendTime: spec.bootTime ?? spec.created }),
    suspendInterval: 0,
    ...(!off && {
      memoryOverhead: overheadBytes(spec.cpus, spec.memoryMB),
      minRequiredEVCModeKey: evcModeOf(world, spec.host),
      featureRequirement: featureRequirements(world, spec.host),
    }),
    maxCpuUsage: spec.cpus * mhz,
    maxMemoryUsage: spec.memoryMB,
    numMksConnections: 0,
    recordReplayState: 'inactive',
    cleanPowerOff: off,
    onlineStandby: false,
    consolidationNeeded: false,
    offlineFeatureRequirement: [{ key: 'cpuid.lm', featureName: 'cpuid.lm', value: 'Num:Min:1' }],
  }
}

/** The processor generation that VMs on a host see. */
export const evcModeOf = (world: World, host: Ref): string | undefined => {
  const summary = world.prop(host, 'summary')
  return text(summary, 'currentEVCModeKey') ?? text(summary, 'maxEVCModeKey')
}

/** What a running VM demands of every processor that it is to run on: all that its host shows to VMs. */
export function featureRequirements(world: World, host: Ref): readonly DataObject[] {
  const shown = world.prop(host, 'config.maskedFeatureCapability')
  if (!Array.isArray(shown)) return []
  const known = requirements.get(shown)
  if (known !== undefined) return known
  const made = shown.map((capability) => ({
    key: text(capability, 'key'),
    featureName: text(capability, 'featureName'),
    value: 'Bool:Min:1',
  }))
  requirements.set(shown, made)
  return made
}

/** One list per host, however many VMs share it. */
const requirements = new WeakMap<readonly unknown[], readonly DataObject[]>()

/** The memory that the host needs beside the guest's, growing with CPUs and memory. */
export const overheadBytes = (cpus: number, memoryMB: number) =>
  Math.round((28 + cpus * 6.5 + memoryMB * 0.0085) * 1024 ** 2)
