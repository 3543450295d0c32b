import { guestById } from '../vim25/guest-os'
import { anyText, flag, number, object, objects, text } from '../vim25/read-data'
import { any, Typed, type DataObject } from '../vim25/value'
import { mergeAllocation } from './allocation'
import { hotPlugStepMB } from './config-data'

/** The property changes that the plain fields of a ConfigSpec ask for: everything but name and devices. */
export function reconfigured(config: unknown, spec: DataObject): Record<string, unknown> {
  const hardware = object(config, 'hardware')
  const cpus = number(spec, 'numCPUs') ?? number(hardware, 'numCPU') ?? 1
  const memoryMB = number(spec, 'memoryMB') ?? number(hardware, 'memoryMB') ?? 4
  const guestId = text(spec, 'guestId')
  return {
    ...(spec['numCPUs'] !== undefined && { 'config.hardware.numCPU': cpus }),
    ...(spec['numCoresPerSocket'] !== undefined && {
      'config.hardware.numCoresPerSocket': number(spec, 'numCoresPerSocket'),
      // 0 leaves it to the host, which decides at power-on.
      'config.hardware.autoCoresPerSocket': number(spec, 'numCoresPerSocket') === 0,
    }),
    ...(spec['memoryMB'] !== undefined && { 'config.hardware.memoryMB': memoryMB, 'runtime.maxMemoryUsage': memoryMB }),
    ...(guestId !== undefined && { 'config.guestId': guestId, 'config.guestFullName': guestById(guestId).fullName }),
    ...same(spec, ['annotation', 'firmware', 'uuid', 'instanceUuid', 'version', 'alternateGuestName', 'swapPlacement']),
    ...flags(spec, [
      'memoryHotAddEnabled',
      'cpuHotAddEnabled',
      'cpuHotRemoveEnabled',
      'nestedHVEnabled',
      'vPMCEnabled',
      'changeTrackingEnabled',
    ]),
    ...overlay(config, spec, ['flags', 'tools']),
    ...bootOptions(config, spec),
    ...hotPlugMemory(config, spec, memoryMB),
    ...allocations(config, spec, cpus, memoryMB),
    ...(objects(spec, 'extraConfig').length > 0 && { 'config.extraConfig': mergedOptions(config, spec) }),
    ...(objects(spec, 'cpuFeatureMask').length > 0 && { 'config.cpuFeatureMask': mergedMasks(config, spec) }),
  }
}

const same = (spec: DataObject, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => (text(spec, field) === undefined ? [] : [[`config.${field}`, text(spec, field)]])),
  )

const flags = (spec: DataObject, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => (flag(spec, field) === undefined ? [] : [[`config.${field}`, flag(spec, field)]])),
  )

/** Groups of settings: the fields that the spec has replace those of the configuration. */
const overlay = (config: unknown, spec: DataObject, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const given = object(spec, field)
      return given === undefined ? [] : [[`config.${field}`, { ...object(config, field), ...given }]]
    }),
  )

/** An order of one entry that names no device takes the order away. */
function bootOptions(config: unknown, spec: DataObject): Record<string, unknown> {
  const given = object(spec, 'bootOptions')
  if (given === undefined) return {}
  const { bootOrder: had, ...rest } = object(config, 'bootOptions') ?? {}
  const order = objects(given, 'bootOrder')
  const none = order.length === 1 && (order[0]?.$type ?? bootable) === bootable
  const { bootOrder: _given, ...others } = given
  const bootOrder = order.length === 0 ? had : none ? undefined : order
  return { 'config.bootOptions': { ...rest, ...others, ...(bootOrder !== undefined && { bootOrder }) } }
}

const bootable = 'VirtualMachineBootOptionsBootableDevice'

/** How much a running VM can be given, and in which steps: told only where it can be. */
function hotPlugMemory(config: unknown, spec: DataObject, memoryMB: number): Record<string, unknown> {
  const enabled = flag(spec, 'memoryHotAddEnabled')
  if (enabled === undefined || enabled === flag(config, 'memoryHotAddEnabled')) return {}
  return {
    'config.hotPlugMemoryLimit': enabled ? memoryMB * 16 : undefined,
    'config.hotPlugMemoryIncrementSize': enabled ? hotPlugStepMB : undefined,
  }
}

/** Allocations, given or not: shares by level follow the number of CPUs and the size of the memory. */
function allocations(config: unknown, spec: DataObject, cpus: number, memoryMB: number): Record<string, unknown> {
  const cpu = object(spec, 'cpuAllocation')
  const memory = object(spec, 'memoryAllocation')
  return {
    ...((cpu ?? spec['numCPUs']) !== undefined && {
      'config.cpuAllocation': mergeAllocation('cpu', object(config, 'cpuAllocation') ?? {}, cpu ?? {}, cpus),
    }),
    ...((memory ?? spec['memoryMB']) !== undefined && {
      'config.memoryAllocation': mergeAllocation(
        'memory',
        object(config, 'memoryAllocation') ?? {},
        memory ?? {},
        memoryMB,
      ),
    }),
  }
}

/** Options by key, whatever their case; an empty value takes an option away. */
function mergedOptions(config: unknown, spec: DataObject): readonly DataObject[] {
  const merged = new Map(
    objects(config, 'extraConfig').map((option) => [(text(option, 'key') ?? '').toLowerCase(), option]),
  )
  for (const option of objects(spec, 'extraConfig')) {
    const key = text(option, 'key') ?? ''
    const value = anyText(option['value'])
    if (value === '') merged.delete(key.toLowerCase())
    else merged.set(key.toLowerCase(), { key, value: any('xsd:string', value) })
  }
  return [...merged.values()]
}

/** CPUID masks by level. `removeKey` is the level, under Any. */
function mergedMasks(config: unknown, spec: DataObject): readonly DataObject[] {
  const merged = new Map(objects(config, 'cpuFeatureMask').map((mask) => [number(mask, 'level') ?? 0, mask]))
  for (const change of objects(spec, 'cpuFeatureMask')) {
    const info = object(change, 'info')
    const removeKey = change['removeKey'] instanceof Typed ? change['removeKey'].value : change['removeKey']
    if (text(change, 'operation') === 'remove') merged.delete(Number(removeKey ?? number(info, 'level')))
    else if (info !== undefined) {
      const level = number(info, 'level') ?? 0
      merged.set(level, { ...merged.get(level), ...info })
    }
  }
  return [...merged.values()]
}
