import { moid, moRef, type Moid } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import type { Chain, SnapshotFiles } from '@/lib/vsphere/snapshot-files'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { whyUnread } from '../inventory/why-unread'
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asObjects,
  asRef,
  asText,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'

const paths = ['layoutEx', 'runtime.connectionState'] as const

/**
 * Which files the snapshots of a VM have, and how large they are. Servers tell nobody when these change, and look at the sizes
 * now and then: so it is read while somebody looks.
 * @param again the host looks at the sizes first.
 * Rejects with VimFault (ManagedObjectNotFound for a VM that is gone) or WireError.
 */
export async function readSnapshotFiles(
  access: Pick<EndpointAccess, 'call' | 'readContent' | 'hostTime'>,
  vm: Moid,
  again = false,
): Promise<Known<SnapshotFiles>> {
  const ref = moRef('VirtualMachine', vm)
  if (again) await access.call('RefreshStorageInfo', ref)
  const { properties, missing } = await access.readContent(ref, paths)
  const layout = asObject(properties.get('layoutEx'))
  const disks = layout && chainsOf(layout.disk)
  if (!disks)
    return notKnown(
      layout
        ? 'The host does not list the files of its disks.'
        : whyUnread('layoutEx', missing, asText(properties.get('runtime.connectionState'))),
    )
  const at = asText(layout.timestamp)
  const isTime = at !== undefined && !Number.isNaN(Date.parse(at))
  return known({
    disks,
    bytes: Object.fromEntries(asObjects(layout.file).flatMap(sizeOf)),
    snapshots: asObjects(layout.snapshot).flatMap(snapshotOf),
    ...withoutUndefined({ lookedAt: isTime ? access.hostTime?.(at) : undefined }),
  })
}

function sizeOf({ key, size, accessible }: WireObject): [number, number][] {
  const at = asNumber(key)
  const bytes = asNumber(size)
  const isTold = at !== undefined && bytes !== undefined && bytes >= 0 && asBoolean(accessible) !== false
  return isTold ? [[at, bytes]] : []
}

/** One of which not all can be read is left out: half of its files would pass for all of them. */
function snapshotOf(one: WireObject): SnapshotFiles['snapshots'][number][] {
  const snapshot = asRef(one.key)
  const disks = chainsOf(one.disk)
  if (!snapshot || !disks) return []
  const file = (key: WireValue | undefined) => {
    const number = asNumber(key)
    return number === undefined || number < 0 ? undefined : number // -1: it has none
  }
  return [
    {
      snapshot: moid(snapshot.value),
      disks,
      ...withoutUndefined({ data: file(one.dataKey), memory: file(one.memoryKey) }),
    },
  ]
}

/** Undefined where not all of it can be read. */
function chainsOf(disks: WireValue | undefined): Chain[] | undefined {
  const chains = asList(disks).map((disk) =>
    asList(asObject(disk)?.chain).map((link) => {
      const keys = asList(asObject(link)?.fileKey).map(asNumber)
      return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined
    }),
  )
  const isWhole = (chain: (number[] | undefined)[]): chain is number[][] => chain.every((link) => link !== undefined)
  return chains.every(isWhole) ? chains : undefined
}
