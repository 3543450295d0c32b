import { shownInventoryName } from '@/lib/names/inventory-name'
import { vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import type { SnapshotNode, VmDetail } from '@/lib/vsphere/vm'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import {
  asBoolean,
  asNumber,
  asObject,
  asRef,
  readKnown,
  readPart,
  readRef,
  readWhole,
  asName,
  asShown,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'
import { vmDetailPaths } from './paths'
import { readDevice } from './vm-device'
import { readBoot, readHotAdd } from './vm-setup'
import { readGuestDisk } from './guest-disks'
import { readGuestNic } from './guest-nics'
import { toldByTools } from './told-by-tools'
import { isConfigRead, readPowerState } from './vm-view'
import { whyUnread } from './why-unread'

type Names = {
  connection: ConnectionId
  datastoreName: (moid: string) => string | undefined
  /** A time of the server in our clock. */
  ourTime: (text: string | undefined) => string | undefined
}

/** Reads what a VM's own page shows. Rejects with VimFault (ManagedObjectNotFound for a VM that is gone) or WireError. */
export async function readVmDetail(session: Session, vm: MoRef, names: Names): Promise<Omit<VmDetail, 'readAt'>> {
  const { properties, missing } = await retrieveOne(session, vm, vmDetailPaths)
  const text = (path: string) => asName(properties.get(path)) || undefined
  const number = (path: string) => asNumber(properties.get(path))
  const committed = number('summary.storage.committed')
  const uncommittedBytes = number('summary.storage.uncommitted')
  const why = (path: string) => whyUnread(path, missing, text('runtime.connectionState'))
  const devices = 'config.hardware.device'
  const snapshots = isConfigRead(properties) ? readSnapshots(properties.get('snapshot'), names.ourTime) : undefined
  const isWithheld = missing.some(({ path }) => path === 'snapshot')
  return {
    key: vmKey(names.connection, vm.value),
    devices: readKnown(properties.get(devices), readDevice, why(devices)),
    snapshots: snapshots && !isWithheld ? known(snapshots.tree, snapshots.unread) : notKnown(why('snapshot')),
    guestDisks: toldByTools('guest.disk', properties, missing, readGuestDisk),
    guestNics: toldByTools('guest.net', properties, missing, (nic) => [readGuestNic(nic)]),
    ...withoutUndefined({
      note: asShown(properties.get('config.annotation')) || undefined,
      hardwareVersion: text('config.version'),
      toolsVersion: text('guest.toolsVersion'),
      toolsStatus: text('guest.toolsVersionStatus2') ?? text('guest.toolsStatus'),
      guestHostName: text('guest.hostName'),
      instanceUuid: text('config.instanceUuid'),
      biosUuid: text('config.uuid'),
      changeVersion: text('config.changeVersion'),
      coresPerSocket: number('config.hardware.numCoresPerSocket'),
      autoCoresPerSocket: asBoolean(properties.get('config.hardware.autoCoresPerSocket')),
      firmware: text('config.firmware'),
      hotAdd: readHotAdd(properties),
      boot: readBoot(properties.get('config.bootOptions')),
      storage:
        committed === undefined ? undefined : { committedBytes: committed, ...withoutUndefined({ uncommittedBytes }) },
      datastores: readWhole(properties.get('datastore'), readRef)?.map(
        ({ value }) => names.datastoreName(value) ?? value,
      ),
    }),
  }
}

/**
 * VirtualMachineSnapshotInfo as a tree, the current snapshot marked; a VM without snapshots has none.
 * @returns undefined for what is no such tree. `unread`: how many snapshots, with what is below them, are left out.
 */
export function readSnapshots(
  value: WireValue | undefined,
  ourTime: Names['ourTime'],
): { tree: SnapshotNode[]; unread: number } | undefined {
  if (value === undefined) return { tree: [], unread: 0 }
  const info = asObject(value)
  if (!info) return undefined
  const current = asRef(info.currentSnapshot)?.value
  const isCurrentTold = current !== undefined || info.currentSnapshot === undefined
  const node = (tree: WireObject): SnapshotNode[] => {
    const snapshot = asRef(tree.snapshot)
    // Without a reference nothing can be done with it, and nothing can tell it from another.
    if (!snapshot) return []
    return [
      {
        moid: snapshot.value,
        // vSphere escapes the names of snapshots as it does those of VMs.
        name: shownInventoryName(asName(tree.name) ?? '').name,
        description: asShown(tree.description) ?? '',
        createTime: ourTime(asName(tree.createTime)) ?? '',
        powerState: readPowerState(tree.state),
        children: nodes(tree.childSnapshotList),
        ...withoutUndefined({
          quiesced: asBoolean(tree.quiesced),
          current: isCurrentTold ? snapshot.value === current : undefined,
        }),
      },
    ]
  }
  /** A part that cannot be read may hold any number of them. */
  let isTree = true
  let unread = 0
  const nodes = (list: WireValue | undefined): SnapshotNode[] => {
    const found = list === undefined ? { items: [], unread: 0 } : readPart(list, node)
    if (!found) isTree = false
    unread += found?.unread ?? 0
    return found?.items ?? []
  }
  const tree = nodes(info.rootSnapshotList)
  return isTree ? { tree, unread } : undefined
}
