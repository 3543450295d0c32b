import { deleteFile, fileNotFound, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { foldersBelow, searchFolder } from '../estate/file-search'
import type { FolderNode } from '../estate/volume'
import { object, text } from '../vim25/read-data'
import { any, type Ref } from '../vim25/value'
import { refuseLocked } from '../vm/file-locks'
import { placeIn, refreshVmsAt } from './datastore-access'
import { type CallContext, type MethodTable, startFor } from './method'

/** HostDatastoreBrowser: searches are tasks that can be cancelled; a missing folder is found out by the task. */
export const browserMethods: MethodTable = {
  SearchDatastore_Task: (ctx, self, args) => {
    const at = placeIn(ctx.world, text(args, 'datastorePath') ?? '', self)
    return search(ctx, at, 'HostDatastoreBrowser.search', async (folder, work) => {
      await work(1)
      return searchFolder(at, folder, object(args, 'searchSpec'))
    })
  },

  SearchDatastoreSubFolders_Task: (ctx, self, args) => {
    const at = placeIn(ctx.world, text(args, 'datastorePath') ?? '', self)
    return search(ctx, at, 'HostDatastoreBrowser.searchSubFolders', async (folder, work) => {
      await work(foldersBelow(at, folder).length)
      const results = foldersBelow(at, folder).map((found) =>
        searchFolder(found.at, found.folder, object(args, 'searchSpec')),
      )
      return any('ArrayOfHostDatastoreBrowserSearchResults', results)
    })
  },

  /** As old clients delete: at once, without a task. */
  DeleteFile(ctx, self, args) {
    const at = placeIn(ctx.world, text(args, 'datastorePath') ?? '', self)
    refuseLocked(ctx.world, at)
    deleteFile(ctx.world, at)
    refreshVmsAt(ctx.world, at)
  },
}

/** Start a search that begins at a folder; `work` spends the time that so many folders take to read. */
function search(
  ctx: CallContext,
  at: DatastorePath,
  descriptionId: string,
  run: (folder: FolderNode, work: (folders: number) => Promise<void>) => Promise<unknown>,
): Ref {
  return startFor(ctx, {
    descriptionId,
    entity: at.datastore,
    cancelable: true,
    run(task) {
      const folder = volumeOf(ctx.world, at.datastore).folder(at.path)
      if (folder === undefined) throw fileNotFound(at)
      return run(folder, (folders) => task.work(80 + Math.min(20_000, folders * 12)))
    },
  })
}
