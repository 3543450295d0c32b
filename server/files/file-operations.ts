import type { DatastoreDetail } from '@/lib/files/datastore-detail'
import type { DatastoreListing } from '@/lib/files/datastore-entry'
import type { VmxFile } from '@/lib/files/vmx-file'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { splitKey, type ConnectionId, type DatastoreKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import { allows, type Account } from '@/lib/accounts/role'
import type { Inventory } from '../inventory/contract'
import { browseDatastore } from './browse'
import { openDownload, type Download, type DownloadRequest } from './download'
import { readDatastoreDetail } from './read-detail'
import { readVmx } from './read-vmx'

export type { Download, DownloadRequest } from './download'

type Ports = {
  /** Turns whatever is thrown into a Result. */
  guarded: <T>(what: string, work: () => Promise<Result<T>>) => Promise<Result<T>>
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  now: () => number
}

/** What the screens can read of files, and downloads. What changes files is a run. */
export function createFileOperations({ guarded, inventoryOf, now }: Ports) {
  /** The part of the server that an object belongs to, or the sentence that nobody knows it. */
  async function at<T>(
    what: string,
    key: VmKey | DatastoreKey,
    unknown: ConsoleError,
    work: (inventory: Inventory, moid: Moid) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return guarded(what, async () => {
      const split = splitKey(key)
      const inventory = split && inventoryOf(split.connection)
      return split && inventory ? work(inventory, split.moid) : failed(unknown)
    })
  }

  return {
    /** Passwords in the file go only to who may change it. */
    readVmx: (vm: VmKey, by: Account): Promise<Result<VmxFile>> =>
      at('readVmx', vm, noSuchVm, async (inventory, moid) =>
        ok(await readVmx(inventory.access(), moid, { now, withSecrets: allows(by.role, 'operator') })),
      ),

    readDatastoreDetail: (datastore: DatastoreKey): Promise<Result<DatastoreDetail>> =>
      at('readDatastoreDetail', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await readDatastoreDetail(inventory.access(), moid)),
      ),

    browseDatastore: (datastore: DatastoreKey, folder: string): Promise<Result<DatastoreListing>> =>
      at('browseDatastore', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await browseDatastore(inventory.access(), moid, folder, inventory.vms.values())),
      ),

    openDownload: (datastore: DatastoreKey, request: DownloadRequest): Promise<Result<Download>> =>
      at('openDownload', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await openDownload(inventory.access(), moid, request)),
      ),
  }
}

const noSuchVm: ConsoleError = { blame: 'ours', code: 'no-vm', sentence: 'This VM is not known here any more.' }
const noSuchDatastore: ConsoleError = {
  blame: 'ours',
  code: 'no-datastore',
  sentence: 'This datastore is not known here any more.',
}
