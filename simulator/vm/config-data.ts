import { pathText } from '../estate/datastore-files'
import { any, Later, type DataObject } from '../vim25/value'
import type { World } from '../world/world'
import { allocationData } from './allocation'
import { locationIdOf } from './runtime-data'
import type { VmSpec } from './vm-spec'

/* The `config` of a VM when it is made. What all VMs have in common is one object. */

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

/** @param devices which are seldom read, and made when they are. */
export function configData(world: World, spec: VmSpec, devices: Later): DataObject {
  return {
    name: spec.name,
    changeVersion: spec.created.toISOString(),
    modified: new Date(0),
    guestFullName: spec.guest.fullName,
    version: `vmx-${String(spec.hardware).padStart(2, '0')}`,
    uuid: spec.uuid,
    createDate: spec.created,
    instanceUuid: spec.instanceUuid,
    npivTemporaryDisabled: true,
    locationId: spec.locationId ?? new Later(() => locationIdOf(world, spec.vmx, spec.host)),
    template: spec.template ?? false,
    guestId: spec.guest.id,
    alternateGuestName: '',
    annotation: spec.annotation,
    files: new Later(() => {
      const home = pathText(spec.vmx.name, spec.vmx.path.split('/').slice(0, -1).join('/')) + '/'
      return {
        vmPathName: pathText(spec.vmx.name, spec.vmx.path),
        snapshotDirectory: home,
        suspendDirectory: home,
        logDirectory: home,
      }
    }),
    tools: toolsConfig,
    flags: vmFlags,
    defaultPowerOps,
    rebootPowerOff: false,
    hardware: {
      numCPU: spec.cpus,
      numCoresPerSocket: spec.coresPerSocket,
      autoCoresPerSocket: spec.autoCores ?? false,
      memoryMB: spec.memoryMB,
      virtualICH7MPresent: false,
      virtualSMCPresent: false,
      device: devices,
      motherboardLayout: 'i440bxHostBridge',
      simultaneousThreads: 1,
    },
    cpuAllocation: new Later(() => allocationData('cpu', spec.cpus, spec.cpuAllocation)),
    memoryAllocation: new Later(() => allocationData('memory', spec.memoryMB, spec.memoryAllocation)),
    latencySensitivity: latency,
    memoryHotAddEnabled: spec.hotAdd ?? false,
    cpuHotAddEnabled: spec.hotAdd ?? false,
    hotPlugMemoryLimit: spec.hotAdd === true ? spec.memoryMB * 16 : undefined,
    hotPlugMemoryIncrementSize: spec.hotAdd === true ? hotPlugStepMB : undefined,
    cpuHotRemoveEnabled: false,
    extraConfig: new Later(() => extraConfigData(spec.extraConfig)),
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

/** A running VM is given memory in steps of so much. */
export const hotPlugStepMB = 128

/** `extraConfig` as the API shows it: keys in the order given, values as strings. */
export const extraConfigData = (options: Readonly<Record<string, string>>): readonly DataObject[] =>
  Object.entries(options).map(([key, value]) => ({ key, value: any('xsd:string', value) }))
