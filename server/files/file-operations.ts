import type { DatastoreDetail } from '@/lib/files/datastore-detail'
import type { DatastoreListing } from '@/lib/files/datastore-entry'
import type { FileRequest, FileStarted } from '@/lib/files/file-request'
import type { Uploaded } from '@/lib/files/transfer'
import type { VmxFile, VmxSave, VmxSaved } from '@/lib/files/vmx-file'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import {
  splitKey,
  taskKey,
  type ConnectionId,
  type DatastoreKey,
  type Moid,
  type TaskKey,
  type VmKey,
} from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { allows, type Account } from '@/lib/accounts/role'
import type { Inventory } from '../inventory/contract'
import type { JournalNote } from '../journal/entry'
import { browseDatastore } from './browse'
import { openDownload, type Download, type DownloadRequest } from './download'
import { startFileTask } from './file-task'
import { readDatastoreDetail } from './read-detail'
import { readVmx } from './read-vmx'
import { saveVmx } from './save-vmx'
import { receiveUpload, type UploadRequest } from './upload'

export type { Download, DownloadRequest } from './download'
export type { UploadRequest } from './upload'

type Ports = {
  warn: (text: string, error: unknown) => void
  /** Turns whatever is thrown into a Result. */
  guarded: <T>(what: string, work: () => Promise<Result<T>>) => Promise<Result<T>>
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  note: (note: JournalNote) => Promise<unknown>
  now: () => number
}

/** What the screens can ask about files, and the bytes that go through routes. */
export function createFileOperations({ guarded, inventoryOf, note, now, warn }: Ports) {
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

  const start = (datastore: DatastoreKey, request: FileRequest, by: Account): Promise<Result<FileStarted>> =>
    at('startFileTask', datastore, noSuchDatastore, async (inventory, moid) => {
      const { id } = inventory
      let what = ''
      const write = async (text: string) => {
        what = text
        await note({ by: by.username, text, connection: id })
      }
      const task = await startFileTask(inventory.access(), moid, request, write)
      if (!task) return ok({})
      const key = taskKey(id, task.value)
      onFailure(inventory, key, (message) => {
        const noted = note({ by: by.username, text: `${what}: failed. ${message}`, connection: id })
        noted.catch((error: unknown) => warn('the end of a file task was not written down', error))
      })
      return ok({ task: key })
    })

  return {
    /** Passwords in the file go only to who may change it. */
    readVmx: (vm: VmKey, by: Account): Promise<Result<VmxFile>> =>
      at('readVmx', vm, noSuchVm, async (inventory, moid) =>
        ok(await readVmx(inventory.access(), moid, { now, withSecrets: allows(by.role, 'operator') })),
      ),

    saveVmx: (vm: VmKey, save: VmxSave, by: Account): Promise<Result<VmxSaved>> =>
      at('saveVmx', vm, noSuchVm, async (inventory, moid) => {
        const write = async (text: string) => void (await note({ by: by.username, text, connection: inventory.id, vm }))
        return ok(await saveVmx(inventory, moid, save, write))
      }),

    readDatastoreDetail: (datastore: DatastoreKey): Promise<Result<DatastoreDetail>> =>
      at('readDatastoreDetail', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await readDatastoreDetail(inventory.access(), moid)),
      ),

    browseDatastore: (datastore: DatastoreKey, folder: string): Promise<Result<DatastoreListing>> =>
      at('browseDatastore', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await browseDatastore(inventory.access(), moid, folder, inventory.vms.values())),
      ),

    startFileTask: start,

    /** One after the other: the order may matter, and a host has few workers for files. */
    startFileTasks: (
      datastore: DatastoreKey,
      requests: FileRequest[],
      by: Account,
    ): Promise<Result<{ results: Result<FileStarted>[] }>> =>
      guarded('startFileTasks', async () => {
        const results: Result<FileStarted>[] = []
        for (const request of requests) results.push(await start(datastore, request, by))
        return ok({ results })
      }),

    openDownload: (datastore: DatastoreKey, request: DownloadRequest): Promise<Result<Download>> =>
      at('openDownload', datastore, noSuchDatastore, async (inventory, moid) =>
        ok(await openDownload(inventory.access(), moid, request)),
      ),

    receiveUpload: (datastore: DatastoreKey, request: UploadRequest, by: Account): Promise<Result<Uploaded>> =>
      at('receiveUpload', datastore, noSuchDatastore, async (inventory, moid) => {
        const write = async (text: string) => void (await note({ by: by.username, text, connection: inventory.id }))
        return ok(await receiveUpload(inventory.access(), moid, request, write))
      }),
  }
}

/** What was written down before a task may not have come to be; whoever reads the history should know. */
function onFailure(inventory: Inventory, key: TaskKey, told: (message: string) => void): void {
  const isOver = (task: TaskView | undefined) => {
    if (task?.state === 'queued' || task?.state === 'running') return false
    if (task?.state === 'error') told(task.fault?.message ?? 'The host gives no reason.')
    return true
  }
  const now = inventory.tasks.get(key)
  if (now && isOver(now)) return
  const stop = inventory.onChanges((changes) => {
    if (changes.some((change) => change.kind === 'task' && change.key === key && isOver(change.task))) stop()
  })
}

const noSuchVm: ConsoleError = { blame: 'ours', code: 'no-vm', sentence: 'This VM is not known here any more.' }
const noSuchDatastore: ConsoleError = {
  blame: 'ours',
  code: 'no-datastore',
  sentence: 'This datastore is not known here any more.',
}
