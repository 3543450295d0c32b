import type { DatastoreDetail } from '@/lib/files/datastore-detail'
import type { DatastoreListing } from '@/lib/files/datastore-entry'
import type { FileRequest, FileStarted } from '@/lib/files/file-request'
import type { VmxFile, VmxSave, VmxSaved } from '@/lib/files/vmx-file'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { DatastoreKey, VmKey } from '@/lib/vsphere/ids'
import type { Account } from '../accounts/sessions'

type Guarded = <T>(what: string, work: () => Promise<Result<T>>) => Promise<Result<T>>

const notYet: ConsoleError = { blame: 'ours', code: 'not-yet', sentence: 'This is not possible yet.' }

/** What the screens can ask about files. */
export function createFileOperations({ guarded }: { guarded: Guarded }) {
  return {
    readVmx: (_vm: VmKey): Promise<Result<VmxFile>> => guarded('readVmx', async () => failed(notYet)),
    saveVmx: (_vm: VmKey, _save: VmxSave, _by: Account): Promise<Result<VmxSaved>> =>
      guarded('saveVmx', async () => failed(notYet)),
    readDatastoreDetail: (_datastore: DatastoreKey): Promise<Result<DatastoreDetail>> =>
      guarded('readDatastoreDetail', async () => failed(notYet)),
    browseDatastore: (_datastore: DatastoreKey, _folder: string): Promise<Result<DatastoreListing>> =>
      guarded('browseDatastore', async () => failed(notYet)),
    startFileTask: (_datastore: DatastoreKey, _request: FileRequest, _by: Account): Promise<Result<FileStarted>> =>
      guarded('startFileTask', async () => failed(notYet)),
    startFileTasks: (
      _datastore: DatastoreKey,
      _requests: FileRequest[],
      _by: Account,
    ): Promise<Result<{ results: Result<FileStarted>[] }>> => guarded('startFileTasks', async () => failed(notYet)),
  }
}
