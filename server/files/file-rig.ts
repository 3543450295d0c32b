/** For tests: files and hardware as the screens ask for them, over real SOAP and HTTP, with a journal that is a list. */
import { failed, type Result } from '@/lib/result'
import type { DatastoreKey, VmKey } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import { createHardwareOperations } from '../hardware/hardware-operations'
import { watchInventory, type Peer, type WatchedInventory } from '../inventory/testing/watched-inventory'
import { createFileOperations } from './file-operations'

export const tester = { username: 'tester', role: 'operator' } as const

export async function openFileRig(peer: Peer) {
  const watched: WatchedInventory = await watchInventory(peer)
  const notes: string[] = []
  const guarded = async <T>(_what: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await work()
    } catch (error) {
      return failed(toConsoleError(error))
    }
  }
  const inventoryOf = () => watched.inventory
  const note = async ({ text }: { text: string }) => void notes.push(text)
  const now = () => Date.parse('2030-01-01T00:00:00Z')
  return {
    ...watched,
    notes,
    ask: {
      ...createFileOperations({ guarded, inventoryOf, note, now, warn: () => {} }),
      ...createHardwareOperations({ guarded, inventoryOf, now }),
    },
    key: (vm: string): VmKey => watched.vm(vm).key,
    /** By plain name. */
    datastore: (name: string): DatastoreKey => {
      const found = [...watched.inventory.datastores.values()].find((view) => view.name === name)
      if (!found) throw new Error(`no datastore "${name}"`)
      return found.key
    },
    /** Waits until a task that was started here has ended. */
    ended: async (started: Result<{ task?: string }>) => {
      if (!started.ok) throw new Error(started.error.sentence)
      const { task } = started.value
      const find = () => [...watched.inventory.tasks.values()].find(({ key }) => key === task)
      await watched.until(() => ['success', 'error'].includes(find()?.state ?? ''))
      return find()
    },
  }
}

/** The value of a Result that a test expects to be fine. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.sentence} ${result.error.raw ?? ''}`)
}
