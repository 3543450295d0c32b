import type { Result } from '../result'
import type { DatastoreDetail } from './datastore-detail'
import type { DatastoreListing } from './datastore-entry'
import type { FileRequest, FileStarted } from './file-request'
import type { VmxFile, VmxSave, VmxSaved } from './vmx-file'

/** What the screens can ask about files; the bytes themselves travel through `transfer.ts`. */
export type FileActions = {
  readVmx(vm: string): Promise<Result<VmxFile>>
  /** For a powered-off VM. Refused with `changed-elsewhere` when the file is not the one that was read. */
  saveVmx(vm: string, save: VmxSave): Promise<Result<VmxSaved>>
  readDatastoreDetail(datastore: string): Promise<Result<DatastoreDetail>>
  /** One folder, all of it, however long. `folder` is a stored path, empty for the root. */
  browseDatastore(datastore: string, folder: string): Promise<Result<DatastoreListing>>
  /**
   * Returns as soon as the host has the task; how it goes on is in the live table of tasks, under this key. Without a
   * key it is done already: hosts make folders without a task.
   */
  startFileTask(datastore: string, request: FileRequest): Promise<Result<FileStarted>>
  /** One result per request, in the order given: for several selected entries. */
  startFileTasks(datastore: string, requests: FileRequest[]): Promise<Result<{ results: Result<FileStarted>[] }>>
}
