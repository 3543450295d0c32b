import type { RunRequest } from '@/lib/runs/verb'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import type { SnapshotNode } from '@/lib/vsphere/vm'
import type { Inventory } from '../inventory/contract'
import { readSnapshots } from '../inventory/vm-detail'
import { isFault } from '../vsphere/fault'
import { asRef } from '../vsphere/wire-value'
import { findStart, type Call } from './find-start'
import type { Looked } from './run-machine'

type Asked = Pick<Inventory, 'readRecentTasks' | 'readQuestion' | 'readBeforeRun' | 'access'>

/**
 * Asks the host what it made of a start whose reply is missing: the recent tasks of its VM tell, or, of what takes the VM
 * away, those of the server, or that the VM is gone. Rejects with VimFault or WireError.
 */
export async function lookForStart(inventory: Asked, vm: Moid, request: RunRequest, call: Call): Promise<Looked> {
  const done = await isDone(inventory, vm, request)
  if (done === 'not known') return { is: 'unclear', reason: 'The host does not tell all of its snapshots.' }
  if (done !== undefined) return { is: done ? 'done' : 'nothing' }
  // Its task is the folder's.
  if (request.verb === 'moveToFolder') return findStart(await inventory.readRecentTasks(), call)
  try {
    return findStart(await inventory.readRecentTasks(vm), call)
  } catch (error) {
    if (call.method !== 'Destroy_Task' || !isFault(error, 'ManagedObjectNotFound')) throw error
  }
  const found = findStart(await inventory.readRecentTasks(), call)
  return found.is === 'nothing' ? { is: 'unclear', reason: 'The VM is gone, and no task tells why.' } : found
}

/** Whether what takes no task has come to be; undefined for what takes one. */
async function isDone(inventory: Asked, vm: Moid, request: RunRequest): Promise<boolean | 'not known' | undefined> {
  switch (request.verb) {
    case 'unregister':
      return isGone(inventory, vm)
    case 'markAsTemplate':
    case 'markAsVm':
      return (await inventory.readBeforeRun(vm)).view.isTemplate === (request.verb === 'markAsTemplate')
    case 'mountTools':
    case 'unmountTools':
      return (await inventory.readBeforeRun(vm)).view.toolsInstallerMounted === (request.verb === 'mountTools')
    case 'renameSnapshot': {
      const told = (await inventory.access().read(moRef('VirtualMachine', vm), ['snapshot'])).get('snapshot')
      const read = readSnapshots(told, (time) => time)
      const isCalled = read && isCalledIn(read.tree, request)
      return isCalled ?? (read?.unread === 0 ? false : 'not known')
    }
    case 'moveToPool': {
      const read = await inventory.access().read(moRef('VirtualMachine', vm), ['resourcePool'])
      return asRef(read.get('resourcePool'))?.value === request.pool
    }
    default:
      return undefined
  }
}

/** Undefined where the snapshot is not among them. */
function isCalledIn(
  tree: readonly SnapshotNode[],
  request: Extract<RunRequest, { verb: 'renameSnapshot' }>,
): boolean | undefined {
  for (const { moid, name, description, children } of tree) {
    if (moid === request.snapshot) return name === request.newName && description === request.description
    const below = isCalledIn(children, request)
    if (below !== undefined) return below
  }
  return undefined
}

async function isGone(inventory: Asked, vm: Moid): Promise<boolean> {
  try {
    await inventory.readQuestion(vm)
    return false
  } catch (error) {
    if (isFault(error, 'ManagedObjectNotFound')) return true
    throw error
  }
}
