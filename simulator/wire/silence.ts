import { pathsTouch, parsePath, type Segment } from '../vim25/property-path'
import { isManagedA } from '../vim25/schema'
import type { Change } from '../world/world'

/**
 * Properties whose changes real servers do not tell a waiting client. The API reference says of most that changes might not be
 * notified, and of quickStats that they are not. They come with everything else when an object enters a filter, and can be read.
 */
const silent: readonly (readonly [type: string, paths: readonly string[]])[] = [
  ['ManagedEntity', ['overallStatus', 'configStatus', 'disabledMethod', 'recentTask', 'triggeredAlarmState']],
  ['ManagedEntity', ['summary.overallStatus', 'summary.quickStats']],
  ['VirtualMachine', ['layoutEx', 'storage', 'summary.storage', 'runtime.device', 'summary.runtime.device']],
  ['VirtualMachine', ['runtime.maxCpuUsage', 'runtime.maxMemoryUsage']],
  ['VirtualMachine', ['summary.runtime.maxCpuUsage', 'summary.runtime.maxMemoryUsage']],
  ['HostSystem', ['configManager']],
  ['TaskManager', ['recentTask']],
]

const byType = new Map<string, readonly (readonly Segment[])[]>()

function silentPaths(type: string): readonly (readonly Segment[])[] {
  let paths = byType.get(type)
  if (paths === undefined) {
    const texts = silent.filter(([ofType]) => isManagedA(type, ofType)).flatMap(([, own]) => own)
    paths = texts.map((text) => parsePath(text) ?? [])
    byType.set(type, paths)
  }
  return paths
}

/** A change without what is not told; undefined when nothing of it is. What changed together with its surroundings is told. */
export function audible(change: Change): Change | undefined {
  if (change.kind !== 'update') return change
  const quiet = silentPaths(change.ref.type)
  if (quiet.length === 0) return change
  const paths = change.paths.filter((path) => !quiet.some((at) => path.length >= at.length && pathsTouch(path, at)))
  if (paths.length === change.paths.length) return change
  return paths.length === 0 ? undefined : { ...change, paths }
}
