import { volumeOf } from '../estate/datastore-files'
import { renameDatastore } from '../estate/datastore-rename'
import { text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { refreshVmsAt } from './datastore-access'
import { browserMethods } from './datastore-browser'
import { fileMethods } from './files'
import type { MethodTable } from './method'
import { virtualDiskMethods } from './virtual-disk'

/** Datastores and everything on them: browsing, files and folders, virtual disks. */
export const datastoreMethods: MethodTable = {
  ...browserMethods,
  ...fileMethods,
  ...virtualDiskMethods,

  RefreshDatastore: (ctx, self) => refreshDatastore(ctx.world, self),

  /** Looks at the files of all VMs as well. */
  RefreshDatastoreStorageInfo(ctx, self) {
    refreshDatastore(ctx.world, self)
    refreshVmsAt(ctx.world, { datastore: self, name: nameOf(ctx.world, self), path: '' })
  },

  RenameDatastore(ctx, self, args) {
    renameDatastore(ctx.world, self, text(args, 'newName') ?? '', ctx.session?.userName)
  },
}

/** Measure a datastore again; one that cannot be reached keeps its last numbers. */
export function refreshDatastore(world: World, datastore: Ref): void {
  if (world.prop(datastore, 'summary.accessible') !== true) return
  world.update(datastore, {
    'summary.freeSpace': volumeOf(world, datastore).free,
    'info.timestamp': world.clock.now(),
  })
}
