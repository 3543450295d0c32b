import { allows, type Account } from '@/lib/accounts/role'
import type { Operations } from '@/lib/contract/contract'
import { ok, type Result } from '@/lib/result'
import type { ConnectionId, DatastoreKey, Moid } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { createFinder } from '../inventory/find-object'
import { browseDatastore } from './browse'
import { readDefinition } from './define-vm'
import { openDownload, type Download, type DownloadRequest } from './download'
import { readNewVmOptions } from './new-vm'
import { countAnew, readDatastoreDetail } from './read-detail'
import { readDiskUse } from './read-disk-use'
import { readSnapshotFiles } from './read-snapshot-files'
import { readVmFiles } from './read-vm-files'
import { readVmx } from './read-vmx'

export type { Download, DownloadRequest } from './download'

type Ports = {
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  now: () => number
}

/** What the screens can read of files, and downloads. What changes files is a run. Each rejects as its read does, or with Refused. */
export function createFileOperations({ inventoryOf, now }: Ports) {
  const find = createFinder(inventoryOf)
  const reads = {
    /** Passwords in the file go only to who may change it. */
    async readVmx(vm, by) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readVmx(inventory.access(), moid, { now, withSecrets: allows(by.role, 'operator') }))
    },
    async readVmFiles(vms) {
      const at = new Map<Inventory, Moid[]>()
      for (const vm of vms) {
        const { inventory, moid } = find('VM', vm)
        at.set(inventory, [...(at.get(inventory) ?? []), moid])
      }
      const each = await Promise.all([...at].map(([inventory, moids]) => readVmFiles(inventory.access(), moids)))
      return ok(each.flat())
    },
    async readSnapshotFiles(vm, again) {
      const { inventory, moid } = find('VM', vm)
      return ok(await readSnapshotFiles(inventory.access(), moid, again))
    },
    async readDatastoreDetail(datastore) {
      const { inventory, moid } = find('datastore', datastore)
      const access = inventory.access()
      await countAnew(access, moid)
      return ok(await readDatastoreDetail(access, moid))
    },
    async readNewVmOptions(datastore, host) {
      const { inventory, moid } = find('datastore', datastore)
      return ok(await readNewVmOptions(inventory.access(), moid, host))
    },
    async readDefinition(datastore, definition) {
      const { inventory, moid } = find('datastore', datastore)
      return ok(await readDefinition(inventory, moid, definition))
    },
    async readDiskUse(datastore, path) {
      const { inventory, moid } = find('datastore', datastore)
      return ok(await readDiskUse(inventory.access(), moid, path))
    },
    async browseDatastore(datastore, folder) {
      const { inventory, moid } = find('datastore', datastore)
      return ok(await browseDatastore(inventory.access(), moid, folder, inventory.vms.values()))
    },
  } satisfies Partial<Operations<Account>>
  return {
    ...reads,
    async openDownload(datastore: DatastoreKey, request: DownloadRequest): Promise<Result<Download>> {
      const { inventory, moid } = find('datastore', datastore)
      return ok(await openDownload(inventory.access(), moid, request))
    },
  }
}
