import { deleteFile, pathText, type DatastorePath } from '../estate/datastore-files'
import { moveFile, refuseTarget } from '../estate/datastore-moves'
import { uuidText } from '../estate/disk-descriptor'
import { invalidArgument, SimFault } from '../vim25/faults'
import { flag, number, object, text } from '../vim25/read-data'
import { any, type Ref } from '../vim25/value'
import { refuseLocked } from '../vm/file-locks'
import type { RunningTask } from '../vm/task-work'
import {
  bytesOfWish,
  changeDisk,
  diskAt,
  isDiskName,
  putDisk,
  readDiskSpec,
  readFormat,
  refuseNewDisk,
  refuseWritten,
  writtenBytes,
  type DiskWish,
} from '../vm/virtual-disks'
import { placeArgument, refreshVmsAt, writingMs } from './datastore-access'
import { type CallContext, type MethodTable, startFor } from './method'

const one = { path: 'name', datacenter: 'datacenter' }
const source = { path: 'sourceName', datacenter: 'sourceDatacenter' }
const destination = { path: 'destName', datacenter: 'destDatacenter', otherwise: 'sourceDatacenter' }

/** VirtualDiskManager. Paths and specs are checked at once, files by the task. */
export const virtualDiskMethods: MethodTable = {
  CreateVirtualDisk_Task(ctx, _self, args) {
    const at = newDiskArgument(ctx, args, one)
    const wish = readDiskSpec(object(args, 'spec'), 'spec')
    return diskTask(ctx, 'createVirtualDisk', at, true, async (task) => {
      const { world } = ctx
      const bytes = bytesOfWish(wish)
      refuseNewDisk(world, at, bytes, false)
      await task.work(wish.eager ? writingMs(bytes) : 450, 1, 99)
      refuseNewDisk(world, at, bytes, false)
      putDisk(world, at, wish)
      refreshVmsAt(world, at)
      return any('xsd:string', pathText(at.name, at.path))
    })
  },

  CopyVirtualDisk_Task(ctx, _self, args) {
    const from = placeArgument(ctx, args, source)
    const to = newDiskArgument(ctx, args, destination)
    const spec = object(args, 'destSpec')
    const format = spec === undefined ? undefined : readFormat(spec, 'destSpec')
    return diskTask(ctx, 'copyVirtualDisk', to, true, (task) =>
      copyDisk(ctx, task, from, to, format, flag(args, 'force') === true),
    )
  },

  MoveVirtualDisk_Task(ctx, _self, args) {
    const from = placeArgument(ctx, args, source)
    const to = newDiskArgument(ctx, args, destination)
    const force = flag(args, 'force') === true
    return diskTask(ctx, 'moveVirtualDisk', to, false, async (task) => {
      const { world } = ctx
      const renaming = from.datastore.key === to.datastore.key
      const check = () => {
        const { size } = diskAt(world, from).file
        refuseLocked(world, from)
        refuseTarget(world, from, to, force, renaming ? 0 : size)
        refuseLocked(world, to)
        return size
      }
      await task.work(renaming ? 300 : writingMs(check()), 1, 99)
      check()
      moveFile(world, from, to, force)
      refreshVmsAt(world, from, to)
      return any('xsd:string', pathText(to.name, to.path))
    })
  },

  DeleteVirtualDisk_Task(ctx, _self, args) {
    const at = placeArgument(ctx, args, one)
    return diskTask(ctx, 'deleteVirtualDisk', at, false, async (task) => {
      const { world } = ctx
      diskAt(world, at)
      refuseLocked(world, at)
      await task.work(400)
      refuseLocked(world, at)
      deleteFile(world, at)
      refreshVmsAt(world, at)
    })
  },

  /** Everything on the disk is lost, and all of its blocks are taken. */
  ZeroFillVirtualDisk_Task: (ctx, _self, args) =>
    fillTask(ctx, args, 'zeroFillVirtualDisk', (thin) => ({ eager: !thin })),
  EagerZeroVirtualDisk_Task: (ctx, _self, args) =>
    fillTask(ctx, args, 'eagerZeroVirtualDisk', () => ({ thin: false, eager: true })),
  /** A thin disk becomes a thick one. */
  InflateVirtualDisk_Task: (ctx, _self, args) =>
    fillTask(ctx, args, 'inflateVirtualDisk', () => ({ thin: false, eager: true })),

  ExtendVirtualDisk_Task(ctx, _self, args) {
    const at = placeArgument(ctx, args, one)
    const capacityKb = number(args, 'newCapacityKb') ?? 0
    const eager = flag(args, 'eagerZero') === true
    return diskTask(ctx, 'extendVirtualDisk', at, true, async (task) => {
      const { world } = ctx
      const { facts, file } = diskAt(world, at)
      refuseLocked(world, at)
      if (facts.parent !== undefined) throw partOfChain(at)
      if (capacityKb <= facts.capacityKb) throw invalidArgument('newCapacityKb')
      const more = facts.thin ? 0 : (capacityKb - facts.capacityKb) * 1024
      await task.work(eager ? writingMs(more) : 500, 1, 99)
      refuseLocked(world, at)
      changeDisk(world, at, { capacityKb, eager: facts.eager && eager }, file.size + more)
      return any('xsd:string', pathText(at.name, at.path))
    })
  },

  /** As a SCSI inquiry shows it: `60 00 C2 90 a1 13 65 43-7d 13 73 63 c0 8f e6 1d`. */
  QueryVirtualDiskUuid(ctx, _self, args) {
    const { facts } = diskAt(ctx.world, placeArgument(ctx, args, one))
    const bytes = facts.uuid.replaceAll('-', '').match(/../g) ?? []
    return `${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}`
  },

  SetVirtualDiskUuid(ctx, _self, args) {
    const { world } = ctx
    const at = placeArgument(ctx, args, one)
    const digits = (text(args, 'uuid') ?? '').replaceAll(/[ -]/g, '')
    if (!/^[0-9a-f]{32}$/i.test(digits)) throw invalidArgument('uuid')
    refuseLocked(world, at)
    changeDisk(world, at, { uuid: uuidText(digits.toUpperCase()) }, diskAt(world, at).file.size)
  },

  QueryVirtualDiskGeometry(ctx, _self, args) {
    const { facts } = diskAt(ctx.world, placeArgument(ctx, args, one))
    const [head, sector] = [255, 63]
    return { cylinder: Math.floor((facts.capacityKb * 2) / head / sector), head, sector }
  },
}

function diskTask(
  ctx: CallContext,
  what: string,
  at: DatastorePath,
  cancelable: boolean,
  run: (task: RunningTask) => Promise<unknown>,
): Ref {
  return startFor(ctx, { descriptionId: `VirtualDiskManager.${what}`, entity: at.datastore, cancelable, run })
}

/** Take all of a disk's blocks. What is done by a cancel is not undone: no block has been taken yet. */
function fillTask(
  ctx: CallContext,
  args: Record<string, unknown>,
  what: string,
  becomes: (thin: boolean) => { thin?: boolean; eager?: boolean },
): Ref {
  const { world } = ctx
  const at = placeArgument(ctx, args, one)
  return diskTask(ctx, what, at, true, async (task) => {
    const { facts, file } = diskAt(world, at)
    refuseLocked(world, at)
    if (facts.parent !== undefined) throw partOfChain(at)
    const bytes = facts.capacityKb * 1024
    refuseNewDisk(world, at, bytes, true)
    await task.work(writingMs(file.size === bytes ? bytes : bytes - file.size), 1, 99)
    refuseLocked(world, at)
    changeDisk(world, at, becomes(facts.thin), bytes)
  })
}

async function copyDisk(
  ctx: CallContext,
  task: RunningTask,
  from: DatastorePath,
  to: DatastorePath,
  format: Omit<DiskWish, 'capacityKb'> | undefined,
  force: boolean,
): Promise<unknown> {
  const { world } = ctx
  const check = () => {
    const { facts } = diskAt(world, from)
    const written = writtenBytes(world, from)
    const wish = { ...(format ?? facts), capacityKb: facts.capacityKb }
    refuseWritten(world, from)
    refuseTarget(world, from, to, force, 0)
    refuseNewDisk(world, to, bytesOfWish(wish, written), force)
    refuseLocked(world, to)
    return { wish, written }
  }
  await task.work(writingMs(check().written), 1, 99)
  const { wish, written } = check()
  putDisk(world, to, wish, written)
  refreshVmsAt(world, to)
  return any('xsd:string', pathText(to.name, to.path))
}

function newDiskArgument(
  ctx: CallContext,
  args: Record<string, unknown>,
  names: { path: string; datacenter: string; otherwise?: string },
): DatastorePath {
  const at = placeArgument(ctx, args, names)
  if (!isDiskName(at)) throw invalidArgument(names.path)
  return at
}

const partOfChain = (at: DatastorePath) => {
  const file = pathText(at.name, at.path)
  return new SimFault(
    'CannotAccessFile',
    { file },
    `Unable to access file ${file}: the disk depends on another, as snapshots do.`,
  )
}
