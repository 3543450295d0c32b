import { objects, refIn } from '../vim25/read-data'
import { Ref, sameRef, type DataObject } from '../vim25/value'

/** `VirtualMachine.snapshot` as a tree of nodes: finding and changing it. Nodes are never changed in place. */

const childrenOf = (node: DataObject): readonly DataObject[] => objects(node, 'childSnapshotList')

/** All nodes, parents before their children. */
export const walkSnapshots = (nodes: readonly DataObject[]): readonly DataObject[] =>
  nodes.flatMap((node) => [node, ...walkSnapshots(childrenOf(node))])

export const findSnapshot = (nodes: readonly DataObject[], snapshot: Ref): DataObject | undefined =>
  walkSnapshots(nodes).find((node) => sameRef(node['snapshot'], snapshot))

export function parentSnapshot(nodes: readonly DataObject[], snapshot: Ref): Ref | undefined {
  const parent = walkSnapshots(nodes).find((node) =>
    childrenOf(node).some((child) => sameRef(child['snapshot'], snapshot)),
  )
  return parent === undefined ? undefined : refIn(parent, 'snapshot')
}

/** The tree with every node passed through `change`: another node, several in its place, or none. */
export function mapSnapshots(
  nodes: readonly DataObject[],
  change: (node: DataObject) => readonly DataObject[],
): readonly DataObject[] {
  return nodes.flatMap((node) => change(withChildren(node, mapSnapshots(childrenOf(node), change))))
}

function withChildren(node: DataObject, children: readonly DataObject[]): DataObject {
  const { childSnapshotList: _before, ...rest } = node
  return children.length === 0 ? rest : { ...rest, childSnapshotList: children }
}

/** The tree with a new node below `parent`, or as another root. */
export function addSnapshot(
  nodes: readonly DataObject[],
  parent: Ref | undefined,
  added: DataObject,
): readonly DataObject[] {
  if (parent === undefined) return [...nodes, added]
  return mapSnapshots(nodes, (node) =>
    sameRef(node['snapshot'], parent) ? [withChildren(node, [...childrenOf(node), added])] : [node],
  )
}

/** The tree without a node; its children move up to its place, or go with it. */
export function dropSnapshot(
  nodes: readonly DataObject[],
  snapshot: Ref,
  withItsChildren: boolean,
): readonly DataObject[] {
  return mapSnapshots(nodes, (node) => {
    if (!sameRef(node['snapshot'], snapshot)) return [node]
    return withItsChildren ? [] : childrenOf(node)
  })
}

/** How many snapshots lie above each other at most. */
export function depthOf(nodes: readonly DataObject[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, 1 + depthOf(childrenOf(node))), 0)
}
