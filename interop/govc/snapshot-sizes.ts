import assert from 'node:assert/strict'
import { knownValue } from '../../lib/testing/known-value'
import { bytesSince, snapshotSize } from '../../lib/vsphere/snapshot-files'
import type { SnapshotNode } from '../../lib/vsphere/vm'
import { startSimulator } from '../../simulator/start/start-simulator'
import { datacenterOf, nameOf } from '../../simulator/world/inventory-walk'
import { startAndon, type AndonOnHost } from '../andon'
import type { Check, Pair, Suite } from '../check'
import { govmomi } from '../peers'
import { openGovc, type Govc } from './govc'

/** What `snapshot.tree -s -i -json` prints of each snapshot. */
type Told = { id: string; name: string; size: number; current: boolean; childSnapshotList: Told[] | null }

async function open(product: 'esx' | 'vcenter'): Promise<Pair> {
  const host = await startSimulator({ product, preset: 'demo', speed: 0 })
  const datacenter = datacenterOf(host.world, host.vm('slow-to-start'))
  const path = product === 'vcenter' && datacenter ? `/${nameOf(host.world, datacenter)}` : undefined
  const govc = openGovc(await govmomi('govc'), host, path)
  const andon = await startAndon({ ...host, autoAnswer: false })
  return {
    // On a vCenter the other one lies in a datacenter that govc does not look into.
    checks: sameSizes(govc, andon).slice(product === 'vcenter' ? 1 : 0),
    close: async () => {
      await andon.close()
      await host.close()
    },
  }
}

/** The sizes of snapshots as govc reckons them, which leaves out their memory and gives the current one what was written since. */
export async function compareSizes(govc: Govc, andon: AndonOnHost, name: string): Promise<Told[]> {
  const vm = andon.vm(name)
  const told = flat(await govc.json<Told[]>('snapshot.tree', '-s', '-i', '-vm.uuid', vm.uuid ?? ''))
  const detail = await andon.ask.readVmDetail(vm.key)
  const files = await andon.ask.readSnapshotFiles(vm.key, undefined)
  assert.ok(detail.ok && files.ok)
  const tree = knownValue(detail.value.snapshots)
  const layout = knownValue(files.value)
  const own = flatTree(tree).map(({ moid, current }) => {
    const size = snapshotSize(layout, tree, moid)
    const since = bytesSince(layout)
    assert.ok(size && since !== undefined)
    return { id: String(moid), size: size.all - size.memory + (current ? since : 0) }
  })
  assert.deepEqual(
    own,
    told.map(({ id, size }) => ({ id, size })),
  )
  return told
}

const flat = (told: readonly Told[]): Told[] => told.flatMap((one) => [one, ...flat(one.childSnapshotList ?? [])])
const flatTree = (tree: readonly SnapshotNode[]): SnapshotNode[] =>
  tree.flatMap((node) => [node, ...flatTree(node.children)])

function sameSizes(govc: Govc, andon: AndonOnHost): Check[] {
  const quiet = 'slow-to-start'
  return [
    {
      capability: 'snapshot.tree -s: a chain over several disks, with memory',
      run: async () => {
        const told = await compareSizes(govc, andon, 'db/primary')
        assert.equal(told.length, 2)
        assert.ok(told.every(({ size }) => size > 0) && (told[1]?.size ?? 0) > 1024 ** 3)
      },
    },
    {
      capability: 'snapshot.tree -s: a branch, and one in the middle removed',
      run: async () => {
        const uuid = andon.vm(quiet).uuid ?? ''
        const at = (command: string, ...rest: string[]) => govc.print(command, '-vm.uuid', uuid, ...rest)
        for (const name of ['one', 'two', 'three']) await at('snapshot.create', '-m=false', name)
        await at('snapshot.revert', 'two')
        await at('snapshot.create', '-m=false', 'other three')
        assert.equal((await compareSizes(govc, andon, quiet)).length, 4)
        await at('snapshot.remove', 'three')
        assert.equal((await compareSizes(govc, andon, quiet)).length, 3)
        await at('snapshot.remove', 'two')
        assert.equal((await compareSizes(govc, andon, quiet)).length, 2)
      },
    },
  ]
}

export const snapshotSizeSuites: Suite[] = [
  { client: 'govc and Andon', server: 'the same sizes on ESXi', open: () => open('esx') },
  { client: 'govc and Andon', server: 'the same sizes on vCenter', open: () => open('vcenter') },
]
