import type { MoRef } from '@/lib/vsphere/ids'
import { refValue, type WireObject } from './wire-value'

/** Properties of one class of objects, by dotted path. Subclasses match too. */
export type PropertySpec = { type: string; paths: readonly string[] }

/** From an object along one of its properties to others. */
type Traversal = { type: string; path: string; then?: readonly Traversal[] }

export type ObjectSpec = {
  obj: MoRef
  /** True: the object itself is only a place to start from. */
  skip?: boolean
  traverse?: readonly Traversal[]
}

export type FilterSpec = { properties: readonly PropertySpec[]; objects: readonly ObjectSpec[] }

/** PropertyFilterSpec, ready to send. `reportMissing` needs API version 4.1. */
export function filterSpecValue(spec: FilterSpec, reportMissing: boolean): WireObject {
  return {
    propSet: spec.properties.map(({ type, paths }) => ({ type, pathSet: paths })),
    objectSet: spec.objects.map(({ obj, skip, traverse }) => ({
      obj: refValue(obj),
      skip: skip ?? false,
      selectSet: (traverse ?? []).map(traversalValue),
    })),
    ...(reportMissing ? { reportMissingObjectsInResults: true } : {}),
  }
}

const traversalValue = ({ type, path, then = [] }: Traversal): WireObject => ({
  $type: 'TraversalSpec',
  type,
  path,
  skip: false,
  selectSet: then.map(traversalValue),
})

/** All objects of a container view. */
export const objectsInView = (view: MoRef): ObjectSpec => ({
  obj: view,
  skip: true,
  traverse: [{ type: 'ContainerView', path: 'view' }],
})

/**
 * Leaves a path out that the server does not know: older versions refuse a whole call for one property they lack.
 * @param name the path, or the part of it that the server could not find
 * @returns undefined when no path fits the name.
 */
export function withoutPath(spec: FilterSpec, name: string): FilterSpec | undefined {
  const fits = (path: string) => path === name || path.split('.').includes(name)
  if (name === '' || !spec.properties.some(({ paths }) => paths.some(fits))) return undefined
  const properties = spec.properties.map(({ type, paths }) => ({ type, paths: paths.filter((path) => !fits(path)) }))
  return { ...spec, properties }
}
