import { afterEach, expect, test } from 'vitest'
import type { SnapshotNode } from '@/lib/vsphere/vm'
import { startSimulator } from '../../simulator/start/start-simulator'
import { watchInventory } from './testing/watched-inventory'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('a VM’s own page: names of snapshots as typed, cores that the host assigns, disks that need consolidation', async () => {
  const host = await startSimulator({ speed: 0, preset: 'field' })
  closing.push(() => host.close())
  const { inventory, vm } = await watchInventory(host)
  closing.push(() => inventory.close())
  const detail = (name: string) => inventory.readVmDetail(vm(name).moid)
  const { snapshots } = await detail('snapshots-with-odd-names')
  const names = (nodes: readonly SnapshotNode[]): string[] =>
    nodes.flatMap(({ name, children }) => [name, ...names(children)])
  if (!snapshots.known) throw new Error('The snapshots are not known.')
  expect(names(snapshots.value).toSorted()).toEqual(['100% upgrade', '8/23/2023', String.raw`C:\before`])
  expect(await detail('cores-assigned-at-power-on')).toMatchObject({ autoCoresPerSocket: true })
  expect(vm('needs-consolidation').consolidationNeeded).toBe(true)
  expect(vm('snapshots-with-odd-names').consolidationNeeded).toBeUndefined()
})
