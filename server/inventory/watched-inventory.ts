import type { TlsTrust } from '@/lib/vsphere/connection'
import { connectionId, type Moid } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { Inventory, InventoryChange, TaskReport } from './contract'
import { openInventory } from './open-inventory'
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

/** Follows a task; `until` resolves with the first report of the kind that a test waits for. */
export function follow(inventory: Inventory, task: Moid, vm: VmView) {
  const reports: TaskReport[] = []
  const waiting = new Set<() => void>()
  const stop = inventory.followTask(task, vm.moid, (report) => {
    reports.push(report)
    for (const check of waiting) check()
  })
  const until = (condition: (report: TaskReport) => boolean) =>
    new Promise<TaskReport>((resolve) => {
      const check = () => {
        const found = reports.find(condition)
        if (!found) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  return { reports, until, stop }
}

export const isEnd = (report: TaskReport): boolean => report.kind === 'task' && hasEnded(report.task)
