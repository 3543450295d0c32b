import { volumePath, type DatastorePath } from '../estate/datastore-files'
import { number, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { hashText } from '../world/random'
import type { World } from '../world/world'
import type { VmSpec } from './vm-spec'

/* The `runtime` of a VM when it is made, and what it follows from. */

/** What a host derives from the place of a VM's configuration file, to notice that it was moved or copied. */
export function locationIdOf(world: World, vmx: DatastorePath, host: Ref): string {
  const part = (salt: string) =>
    hashText(`${salt} ${host.value} ${volumePath(world, vmx)}`)
      .toString(16)
      .padStart(8, '0')
  const [b, c] = [part('b'), part('c')]
  return `564d${part('a').slice(4)}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${part('d')}`
}

/** The speed of one processor core, in MHz. */
export const hostMhz = (world: World, host: Ref) => number(world.prop(host, 'summary.hardware'), 'cpuMhz') ?? 2000

export function runtimeData(world: World, spec: VmSpec): DataObject {
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
