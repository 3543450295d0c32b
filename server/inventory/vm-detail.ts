import { decodeInventoryName } from '@/lib/names/inventory-name'
import { vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import type { SnapshotNode, VmDetail } from '@/lib/vsphere/vm'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asRef,
  asRefs,
  asText,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'
import { vmDetailPaths } from './paths'
import { readDevice } from './vm-device'
import { isConfigRead, readPowerState } from './vm-view'
import { whyUnread } from './why-unread'

type Names = {
  connection: ConnectionId
  datastoreName: (moid: string) => string | undefined
  /** A time of the server in our clock. */
  ourTime: (text: string | undefined) => string | undefined
}

/** Reads what a VM's own page shows. Rejects with VimFault (ManagedObjectNotFound for a VM that is gone) or WireError. */
export async function readVmDetail(session: Session, vm: MoRef, names: Names): Promise<VmDetail> {
  const { properties, missing } = await retrieveOne(session, vm, vmDetailPaths)
  const text = (path: string) => asText(properties.get(path)) || undefined
  const number = (path: string) => asNumber(properties.get(path))
  const committed = number('summary.storage.committed')
  const uncommittedBytes = number('summary.storage.uncommitted')
  const unread = (path: string) => notKnown(whyUnread(path, missing, text('runtime.connectionState')))
  const devices = properties.get('config.hardware.device')
  return {
    key: vmKey(names.connection, vm.value),
    devices: devices === undefined ? unread('config.hardware.device') : known(asObjects(devices).flatMap(readDevice)),
    snapshots: isConfigRead(properties)
      ? known(readSnapshots(properties.get('snapshot'), names.ourTime))
      : unread('snapshot'),
    ...withoutUndefined({
      note: text('config.annotation'),
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
      storage:
        committed === undefined ? undefined : { committedBytes: committed, ...withoutUndefined({ uncommittedBytes }) },
      datastores: properties.has('datastore')
        ? asRefs(properties.get('datastore')).map(({ value }) => names.datastoreName(value) ?? value)
        : undefined,
    }),
  }
}

/** VirtualMachineSnapshotInfo as a tree, the current snapshot marked. */
export function readSnapshots(value: WireValue | undefined, ourTime: Names['ourTime']): SnapshotNode[] {
  const info = asObject(value)
  const current = asRef(info?.currentSnapshot)?.value
  const node = (tree: WireObject): SnapshotNode[] => {
    const snapshot = asRef(tree.snapshot)
    // Without a reference nothing can be done with it, and nothing can tell it from another.
    if (!snapshot) return []
    return [
      {
        moid: snapshot.value,
        // vSphere escapes the names of snapshots as it does those of VMs.
        name: decodeInventoryName(asText(tree.name) ?? '').name,
        description: asText(tree.description) ?? '',
        createTime: ourTime(asText(tree.createTime)) ?? '',
        powerState: readPowerState(tree.state),
        quiesced: asBoolean(tree.quiesced) ?? false,
        current: snapshot.value === current,
        children: asObjects(tree.childSnapshotList).flatMap(node),
      },
    ]
  }
  return asObjects(info?.rootSnapshotList).flatMap(node)
}
