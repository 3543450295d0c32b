import type { Moid } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { isFault } from '../vsphere/fault'
import { findStart, type Call } from './find-start'
import type { Looked } from './run-machine'

type Asked = Pick<Inventory, 'readRecentTasks' | 'readQuestion'>

/**
 * Asks the host what it made of a start whose reply is missing: the recent tasks of its VM tell, or, of what takes the VM
 * away, those of the server, or that the VM is gone. Rejects with VimFault or WireError.
 */
export async function lookForStart(inventory: Asked, vm: Moid, call: Call): Promise<Looked> {
  if (call.method === 'UnregisterVM') return { is: (await isGone(inventory, vm)) ? 'done' : 'nothing' }
  try {
    return findStart(await inventory.readRecentTasks(vm), call)
  } catch (error) {
    if (call.method !== 'Destroy_Task' || !isFault(error, 'ManagedObjectNotFound')) throw error
  }
  const found = findStart(await inventory.readRecentTasks(), call)
  return found.is === 'nothing' ? { is: 'unclear', reason: 'The VM is gone, and no task tells why.' } : found
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
