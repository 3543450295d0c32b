import type { TlsTrust } from '@/lib/vsphere/connection'
import { connectionId, taskKey, type Moid, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { Inventory, InventoryChange } from '../contract'
import { openInventory } from '../open-inventory'
import { hasEnded } from '@/lib/vsphere/task'

/** For tests: an inventory whose changes a test can wait for. */
export type WatchedInventory = {
  inventory: Inventory
  /** Everything that was told, in order. */
  changes: InventoryChange[]
  /** Resolves as soon as it is so: now, or after one of the changes to come. */
  until: (condition: () => boolean) => Promise<void>
  /** By plain name. */
  vm: (name: string) => VmView
}

export type Peer = { port: number; user: string; password: string; transport?: 'http' | 'https'; trust?: TlsTrust }

/** Opens the inventory of a server on this machine and waits until it has contact, or knows that it will have none. */
export async function watchInventory({ port, user, password, transport, trust }: Peer): Promise<WatchedInventory> {
  const inventory = openInventory({
    id: connectionId('c1'),
    endpoint: { transport: transport ?? 'http', host: '127.0.0.1', port, trust: trust ?? { kind: 'none' } },
    user,
    password,
  })
  const changes: InventoryChange[] = []
  inventory.onChanges((batch) => changes.push(...batch))
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      if (condition()) return resolve()
      const stop = inventory.onChanges(() => {
        if (!condition()) return
        stop()
        resolve()
      })
    })
  const vm = (name: string) => {
    const found = [...inventory.vms.values()].find((view) => view.name === name)
    if (!found) throw new Error(`no VM "${name}"`)
    return found
  }
  inventory.start()
  await until(() => inventory.state.at !== 'connecting')
  return { inventory, changes, until, vm }
}

/**
 * Follows a task; `until` resolves with the first of what was known of it and its VM's question, of their changes and
 * those of the contact that a test waits for.
 */
export function follow(inventory: Inventory, task: Moid, vm: VmView) {
  const key = taskKey(inventory.id, task)
  const known = inventory.tasks.get(key)
  const asked = inventory.questions.get(vm.key)
  const seen: InventoryChange[] = [
    ...(known ? [{ kind: 'task' as const, key, task: known }] : []),
    ...(asked ? [{ kind: 'question' as const, vm: vm.key, ...asked }] : []),
  ]
  const waiting = new Set<() => void>()
  const stop = inventory.onChanges((changes) => {
    seen.push(...changes.filter((change) => isAbout(change, key, vm.key)))
    for (const check of waiting) check()
  })
  inventory.followTask(task)
  const until = (condition: (change: InventoryChange) => boolean) =>
    new Promise<InventoryChange>((resolve) => {
      const check = () => {
        const found = seen.find(condition)
        if (!found) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  return { seen, until, stop }
}

function isAbout(change: InventoryChange, task: TaskKey, vm: VmKey): boolean {
  switch (change.kind) {
    case 'task':
    case 'vm':
      return change.key === task || change.key === vm
    case 'question':
      return change.vm === vm
    default:
      return change.kind === 'connection'
  }
}

export const isEnd = (change: InventoryChange): boolean =>
  change.kind === 'task' && change.task !== undefined && hasEnded(change.task)
export const isGone = (change: InventoryChange): boolean =>
  (change.kind === 'task' && !change.task) || (change.kind === 'vm' && !change.vm)
export const isLost = (change: InventoryChange): boolean => change.kind === 'connection' && change.state.at === 'lost'
export const isLive = (change: InventoryChange): boolean => change.kind === 'connection' && change.state.at === 'live'
