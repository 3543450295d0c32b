import type { Session } from '../api/method'
import { pathsTouch, readPath, type Segment } from '../vim25/property-path'
import { isManagedA } from '../vim25/schema'
import { ref as makeRef, Ref } from '../vim25/value'
import type { Change, World } from '../world/world'
import type { Lookup } from './traversal'

/** What a container contains directly, by type: the properties that lead one level down (vSphere API, ContainerView). */
const contents: readonly { readonly type: string; readonly props: readonly string[] }[] = [
  { type: 'Folder', props: ['childEntity'] },
  { type: 'Datacenter', props: ['vmFolder', 'hostFolder', 'datastoreFolder', 'networkFolder'] },
  { type: 'ComputeResource', props: ['host', 'resourcePool'] },
  { type: 'HostSystem', props: ['vm', 'datastore', 'network'] },
  { type: 'ResourcePool', props: ['resourcePool', 'vm'] },
]

/** Whether objects of a type can be the container of a ContainerView. */
export function isContainer(type: string): boolean {
  return contentsOf(type).length > 0
}

const contentPaths = new Map<string, readonly (readonly Segment[])[]>()

function contentsOf(type: string): readonly (readonly Segment[])[] {
  let paths = contentPaths.get(type)
  if (paths === undefined) {
    const props = contents.filter((entry) => isManagedA(type, entry.type)).flatMap((entry) => entry.props)
    contentPaths.set(type, (paths = props.map((field) => [{ field }])))
  }
  return paths
}

/**
 * Create a ContainerView in a session. Its `view` is computed when read and follows the inventory: a change inside the container
 * marks it out of date and is announced; nothing is walked until somebody looks.
 */
export function createContainerView(
  world: World,
  session: Session,
  container: Ref,
  types: readonly string[],
  recursive: boolean,
  lookup: Lookup,
): Ref {
  const view = makeRef('ContainerView', session.newId())
  let members: readonly Ref[] | undefined
  let walked: ReadonlySet<string> = new Set()

  const current = (): readonly Ref[] => {
    if (members === undefined) ({ members, walked } = walk(lookup, container, types, recursive))
    return members
  }
  const note = (change: Change): void => {
    if (members === undefined || !walked.has(change.ref.key)) return
    const inside = contentsOf(change.ref.type)
    const matters =
      change.kind !== 'update' || change.paths.some((path) => inside.some((prop) => pathsTouch(prop, path)))
    if (!matters) return
    members = undefined
    session.objects.touch(view, 'view')
  }
  const props = {
    container,
    type: types,
    recursive,
    get view() {
      return current()
    },
  }
  session.objects.put({ ref: view, props })
  const stop = world.on(note)
  session.onEnd(stop)
  const stopWhenGone = session.objects.on((change) => {
    if (change.kind !== 'remove' || change.ref.key !== view.key) return
    stop()
    stopWhenGone()
  })
  return view
}

function walk(
  lookup: Lookup,
  container: Ref,
  types: readonly string[],
  recursive: boolean,
): { members: readonly Ref[]; walked: ReadonlySet<string> } {
  const members = new Map<string, Ref>()
  const walked = new Set<string>([container.key])
  const ahead: Ref[] = [container]
  const wanted = new Map<string, boolean>()
  const isWanted = (type: string): boolean => {
    let is = wanted.get(type)
    if (is === undefined) wanted.set(type, (is = types.length === 0 || types.some((other) => isManagedA(type, other))))
    return is
  }
  for (let at = 0; at < ahead.length; at++) {
    const here = ahead[at]
    if (here === undefined) break
    const object = lookup(here)
    if (object === undefined) continue
    for (const path of contentsOf(here.type)) {
      const value = readPath(object.props, path)
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!(child instanceof Ref) || (!Array.isArray(value) && lookup(child) === undefined)) continue
        if (isWanted(child.type)) members.set(child.key, child)
        if (!recursive || walked.has(child.key) || !isContainer(child.type)) continue
        walked.add(child.key)
        ahead.push(child)
      }
    }
  }
  return { members: [...members.values()], walked }
}
