import { formatBytes } from '@/lib/format/quantity'
import type { Removal } from '@/lib/vsphere/snapshot-files'
import type { SnapshotNode } from '@/lib/vsphere/vm'

/** One line of the snapshot tree. */
export type SnapshotLine = { node: SnapshotNode; depth: number; /** How many snapshots lie below it. */ below: number }

/** The tree as lines, parents before children, oldest first among siblings. */
export function snapshotLines(nodes: readonly SnapshotNode[], depth = 0): SnapshotLine[] {
  return [...nodes]
    .sort((a, b) => (a.createTime < b.createTime ? -1 : a.createTime > b.createTime ? 1 : 0))
    .flatMap((node) => {
      const children = snapshotLines(node.children, depth + 1)
      return [{ node, depth, below: children.length }, ...children]
    })
}

/**
 * What reverting does to a VM: what is lost and what is kept.
 * @param since bytes that no snapshot keeps; undefined: not known.
 */
export function revertEffect(node: Pick<SnapshotNode, 'name' | 'powerState'>, since?: number): string {
  // A snapshot of a VM that was on has its state only where it was taken with the memory.
  const [what, after] =
    node.powerState === 'poweredOn'
      ? ['Disks, settings and memory go', 'It holds the memory, so the VM runs on from there.']
      : node.powerState === 'suspended'
        ? ['Disks, settings and memory go', 'The VM is suspended afterwards.']
        : ['Disks and settings go', 'It holds no memory, so the VM is off afterwards.']
  const unkept = since === undefined ? '' : ` ${formatBytes(since)} on its disks is in no snapshot.`
  return `${what} back to "${node.name}". Everything since then is lost, unless a later snapshot holds it.${unkept} Snapshots are kept. ${after}`
}

/**
 * What removing a snapshot takes away.
 * @param below how many go with it, 0 for it alone.
 * @param removal what becomes of its files; undefined: not known.
 */
export function removeEffect(node: Pick<SnapshotNode, 'name'>, below: number, removal?: Removal): string {
  const gone =
    below === 0
      ? `Nobody can go back to "${node.name}" any more.`
      : `Nobody can go back to "${node.name}" or the ${below} ${below === 1 ? 'snapshot' : 'snapshots'} below it any more.`
  return `${gone} ${filesEffect(removal)}`
}

function filesEffect(removal: Removal | undefined): string {
  if (!removal)
    return 'The VM stays as it is now: what was written since is merged into its disks, which takes a while.'
  const { merged, freed } = removal
  const mergedToo =
    merged > 0
      ? `up to ${formatBytes(merged)} that was written since is merged into its disks, which takes a while.`
      : 'nothing has to be merged into its disks.'
  return `The VM stays as it is now: ${mergedToo}${freed > 0 ? ` ${formatBytes(freed)} is deleted.` : ''}`
}
