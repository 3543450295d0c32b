import type { Moid } from './ids'
import type { SnapshotNode } from './vm'

/** One file of a disk, with its extents, by their keys. */
export type Link = readonly number[]
/** The links of one disk from the base on. */
export type Chain = readonly Link[]

/** The files of a VM and of its snapshots, as its host lists them (`layoutEx`). */
export type SnapshotFiles = {
  /** When the host looked at their sizes (ISO 8601, our clock); hosts look now and then. Absent: not known. */
  lookedAt?: string
  /** By key. A file that is not in it is one whose size is not told. */
  bytes: Readonly<Record<number, number>>
  /** The disks of the VM as it is now. */
  disks: readonly Chain[]
  snapshots: readonly { snapshot: Moid; data?: number; memory?: number; disks: readonly Chain[] }[]
}

/** In bytes. `memory` is part of `all`; 0 where it keeps none. */
export type SnapshotSize = { all: number; memory: number }

const nameOf = (link: Link) => link.join()

/** The sum of files; undefined as soon as one of them is not told. */
function sum(files: SnapshotFiles, keys: Iterable<number>): number | undefined {
  let bytes = 0
  for (const key of new Set(keys)) {
    const size = files.bytes[key]
    if (size === undefined) return undefined
    bytes += size
  }
  return bytes
}

function parentOf(tree: readonly SnapshotNode[], snapshot: Moid): SnapshotNode | undefined {
  for (const node of tree) {
    if (node.children.some(({ moid }) => moid === snapshot)) return node
    const below = parentOf(node.children, snapshot)
    if (below) return below
  }
  return undefined
}

/** What disks hold on top of others; a disk that hangs on none of them is no delta of theirs. */
function onTopOf(disks: readonly Chain[], others: readonly Chain[]): number[] {
  const below = new Set(others.flat().map(nameOf))
  return disks
    .filter((chain) => chain.some((link) => below.has(nameOf(link))))
    .flatMap((chain) => chain.filter((link) => !below.has(nameOf(link))))
    .flat()
}

const layoutOf = (files: SnapshotFiles, snapshot: Moid) => files.snapshots.find((one) => one.snapshot === snapshot)

/**
 * What one snapshot takes: its data, its memory, and what was written between its parent and it. The disks that the first
 * is based on are the VM's own. What the VM has written since the last of them is `bytesSince`.
 * @returns undefined where the host does not tell all of it.
 */
export function snapshotSize(
  files: SnapshotFiles,
  tree: readonly SnapshotNode[],
  snapshot: Moid,
): SnapshotSize | undefined {
  const own = layoutOf(files, snapshot)
  if (own?.data === undefined) return undefined
  const parent = parentOf(tree, snapshot)
  const before = parent && layoutOf(files, parent.moid)
  if (parent && !before) return undefined
  const memory = own.memory === undefined ? 0 : sum(files, [own.memory])
  const rest = sum(files, [own.data, ...onTopOf(own.disks, before?.disks ?? [])])
  return memory === undefined || rest === undefined ? undefined : { all: memory + rest, memory }
}

/** What the VM has written that no snapshot keeps; undefined where the host does not tell it. */
export const bytesSince = (files: SnapshotFiles): number | undefined =>
  sum(
    files,
    onTopOf(
      files.disks,
      files.snapshots.flatMap(({ disks }) => disks),
    ),
  )

/** What a removal does to files, in bytes: `merged` is written into the disks below, `freed` is deleted without that. */
export type Removal = { merged: number; freed: number }

/**
 * What removing a snapshot, or it and those below, would do to the files. A disk that several go on from stays as it is.
 * @returns undefined where the host does not tell all of it.
 */
export function removalOf(files: SnapshotFiles, node: SnapshotNode, withBelow: boolean): Removal | undefined {
  const going = new Set<Moid>(withBelow ? flat(node) : [node.moid])
  const gone = files.snapshots.filter(({ snapshot }) => going.has(snapshot))
  if (gone.length < going.size) return undefined
  const kept = files.snapshots.filter(({ snapshot }) => !going.has(snapshot))
  const chains = [...files.disks, ...kept.flatMap(({ disks }) => disks)]
  const used = new Set(chains.flat().map(nameOf))
  const ends = new Set(kept.flatMap(({ disks }) => disks.flatMap((chain) => chain.slice(-1)).map(nameOf)))
  const merged = gone
    .flatMap(({ disks }) => disks.flatMap((chain) => chain.slice(-1)))
    .filter((link) => used.has(nameOf(link)) && !ends.has(nameOf(link)))
    .flatMap((link) => {
      const next = followers(chains, link)
      return next.length === 1 ? next.flat() : []
    })
  const freed = gone.flatMap(({ data, memory, disks }) => [
    ...[data, memory].filter((key) => key !== undefined),
    ...disks
      .flat()
      .filter((link) => !used.has(nameOf(link)))
      .flat(),
  ])
  const bytes = { merged: sum(files, merged), freed: sum(files, freed) }
  return bytes.merged === undefined || bytes.freed === undefined
    ? undefined
    : { merged: bytes.merged, freed: bytes.freed }
}

const flat = (node: SnapshotNode): Moid[] => [node.moid, ...node.children.flatMap(flat)]

/** The links that go on from one, each once. */
function followers(chains: readonly Chain[], link: Link): Link[] {
  const next = chains.flatMap((chain) => {
    const at = chain.findIndex((other) => nameOf(other) === nameOf(link))
    const after = at < 0 ? undefined : chain[at + 1]
    return after ? [after] : []
  })
  return [...new Map(next.map((one) => [nameOf(one), one])).values()]
}

/** What all snapshots of a VM take, with what was written since; `untold`: of how many it is not known. */
export function sizeOfAll(
  files: SnapshotFiles,
  tree: readonly SnapshotNode[],
): { bytes: number; memory: number; since: number | undefined; untold: number } {
  const sizes = tree.flatMap(flat).map((snapshot) => snapshotSize(files, tree, snapshot))
  const since = bytesSince(files)
  return {
    bytes: sizes.reduce((all, size) => all + (size?.all ?? 0), since ?? 0),
    memory: sizes.reduce((all, size) => all + (size?.memory ?? 0), 0),
    since,
    untold: sizes.filter((size) => size === undefined).length,
  }
}
