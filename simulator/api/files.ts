import { deleteFile, makeFolder, nodeAt, pathText, type DatastorePath } from '../estate/datastore-files'
import { copyFile, moveFile, refuseTarget } from '../estate/datastore-moves'
import { bytesOf } from '../estate/volume'
import { SimFault } from '../vim25/faults'
import { flag } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { refuseLocked } from '../vm/file-locks'
import type { RunningTask } from '../vm/task-work'
import { postEvent } from '../world/events'
import { nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { placeArgument, refreshVmsAt, writingMs } from './datastore-access'
import { type CallContext, type MethodTable, startFor } from './method'

const one = { path: 'name', datacenter: 'datacenter' }
const source = { path: 'sourceName', datacenter: 'sourceDatacenter' }
const destination = { path: 'destinationName', datacenter: 'destinationDatacenter', otherwise: 'sourceDatacenter' }

/** FileManager. Paths are checked at once, files by the task. */
export const fileMethods: MethodTable = {
  MakeDirectory(ctx, _self, args) {
    const at = placeArgument(ctx, args, one)
    makeFolder(ctx.world, at, flag(args, 'createParentDirectories') === true)
  },

  DeleteDatastoreFile_Task(ctx, _self, args) {
    const at = placeArgument(ctx, args, one)
    return startFor(ctx, {
      descriptionId: 'FileManager.deleteFile',
      entity: at.datastore,
      async run(task) {
        const { world } = ctx
        nodeAt(world, at)
        refuseLocked(world, at)
        await task.work(350)
        refuseLocked(world, at)
        deleteFile(world, at)
        refreshVmsAt(world, at)
        postFileEvent(world, task, 'DatastoreFileDeletedEvent', at)
      },
    })
  },

  MoveDatastoreFile_Task: (ctx, _self, args) => transfer(ctx, args, 'move'),
  CopyDatastoreFile_Task: (ctx, _self, args) => transfer(ctx, args, 'copy'),
}

function transfer(ctx: CallContext, args: Record<string, unknown>, how: 'move' | 'copy'): Ref {
  const { world } = ctx
  const from = placeArgument(ctx, args, source)
  const to = placeArgument(ctx, args, destination)
  if (from.path === '') throw rootRefused(from)
  const force = flag(args, 'force') === true
  const renaming = how === 'move' && from.datastore.key === to.datastore.key
  const check = () => {
    const bytes = bytesOf(nodeAt(world, from))
    refuseLocked(world, from)
    refuseTarget(world, from, to, force, renaming ? 0 : bytes)
    refuseLocked(world, to)
    return bytes
  }
  return startFor(ctx, {
    descriptionId: how === 'move' ? 'FileManager.moveFile' : 'FileManager.copyFile',
    entity: to.datastore,
    cancelable: !renaming,
    async run(task) {
      const bytes = check()
      if (renaming) await task.work(300)
      else await task.work(writingMs(bytes), 1, 99)
      check()
      if (how === 'move') moveFile(world, from, to, force)
      else copyFile(world, from, to, force)
      refreshVmsAt(world, from, to)
      postFileEvent(world, task, how === 'move' ? 'DatastoreFileMovedEvent' : 'DatastoreFileCopiedEvent', to, from)
    },
  })
}

const rootRefused = (at: DatastorePath) =>
  new SimFault(
    'InvalidDatastorePath',
    { datastorePath: pathText(at.name, '') },
    `Invalid datastore path '${pathText(at.name, '')}': the root of a datastore can be neither moved nor copied.`,
  )

/** vCenter records what its file manager did; a host does not. */
function postFileEvent(
  world: World,
  task: RunningTask,
  type: string,
  target: DatastorePath,
  origin?: DatastorePath,
): void {
  if (world.product === 'esx') return
  const datastoreOf = (at: DatastorePath) => ({ name: nameOf(world, at.datastore), datastore: at.datastore })
  const file = pathText(target.name, target.path)
  const from = origin && pathText(origin.name, origin.path)
  const messages: Readonly<Record<string, string>> = {
    DatastoreFileDeletedEvent: `File or directory ${file} deleted from ${target.name}`,
    DatastoreFileMovedEvent: `File or directory ${from ?? ''} moved to ${file}`,
    DatastoreFileCopiedEvent: `File or directory ${from ?? ''} copied to ${file}`,
  }
  postEvent(world, {
    type,
    about: target.datastore,
    message: messages[type] ?? type,
    chainId: task.chainId,
    userName: task.userName,
    fields: {
      datastore: datastoreOf(target),
      targetFile: file,
      ...(origin && { sourceDatastore: datastoreOf(origin), sourceFile: from }),
    },
  })
}
