import { parseVersion } from '../vim25/api-version'
import { isDataObject, Ref, ref, type DataObject } from '../vim25/value'
import { Collector } from '../wire/collector'
import { CompiledSpec } from '../wire/filter-spec'
import { everything } from '../wire/sight'
import type { World } from '../world/world'
import { tinyWorld } from './tiny-world'

/** A property collector without a wire, and its update sets in a form that tests can compare. */

export const version = parseVersion('8.0.3.0') ?? 0
export const never = new AbortController().signal
export const folder = ref('Folder', 'group-v3')
export const vm1 = ref('VirtualMachine', 'vm-1')
export const poll = { maxWaitMs: 0, maxObjects: undefined }

/** All VMs of the VM folder, with these properties. */
export function vmSpec(...pathSet: string[]): CompiledSpec {
  const selectSet = [{ $type: 'TraversalSpec', type: 'Folder', path: 'childEntity' }]
  return new CompiledSpec({
    propSet: [{ type: 'VirtualMachine', pathSet }],
    objectSet: [{ obj: folder, skip: true, selectSet }],
  })
}

export function setUp(
  spec: CompiledSpec,
  options: { vms?: number; partial?: boolean } = {},
): { world: World; collector: Collector } {
  const world = tinyWorld(options)
  const collector = new Collector(ref('PropertyCollector', 'pc'), world, (which) => world.get(which), everything)
  world.on((change) => collector.note(change))
  collector.addFilter(ref('PropertyFilter', 'f'), spec, options.partial === true)
  return { world, collector }
}

export type Told = {
  version: string
  truncated: boolean
  /** `kind moid name=value …` per object */
  lines: readonly string[]
}

export function told(set: DataObject | undefined): Told | undefined {
  if (set === undefined) return undefined
  const lines = objectUpdates(set).map((update) => {
    const changes = list(update['changeSet']).map((change) => {
      const value = plain(change['val'])
      return `${String(change['name'])}${change['op'] === 'assign' ? '' : `(${String(change['op'])})`}=${value}`
    })
    return [update['kind'], update['obj'] instanceof Ref ? update['obj'].value : '?', ...changes].join(' ')
  })
  return { version: String(set['version']), truncated: set['truncated'] === true, lines }
}

export function objectUpdates(set: DataObject): readonly DataObject[] {
  return list(set['filterSet']).flatMap((filter) => list(filter['objectSet']))
}

export function list(value: unknown): readonly DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : []
}

export function plain(value: unknown): string {
  return value === undefined
    ? 'unset'
    : JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Ref ? inner.value : inner)).replace(
        /^\{"type":"[^"]*","value":(.*)\}$/,
        '$1',
      )
}
