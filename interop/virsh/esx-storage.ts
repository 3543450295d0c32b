import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { fields, type Virsh } from './virsh'

export function storageChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const pool = 'datastore1'
  const volumes = async () => (await virsh.print('vol-list', pool)).trim()
  return [
    {
      capability: 'pool-list, pool-info',
      run: async () => {
        const printed = await virsh.print('pool-list', '--all')
        for (const { ref } of host.world.byType('Datastore')) {
          const name = String(host.world.prop(ref, 'summary.name'))
          assert.ok(printed.includes(name), `${name} is missing in:\n${printed}`)
        }
        const info = fields(await virsh.print('pool-info', pool, '--bytes'))
        const store = host.world.byType('Datastore').find(({ ref }) => host.world.prop(ref, 'summary.name') === pool)
        assert.ok(store)
        assert.equal(info['Capacity'], String(host.world.prop(store.ref, 'summary.capacity')))
      },
    },
    {
      capability: 'vol-list, vol-info',
      run: async () => {
        assert.match(await volumes(), /asks-append-or-replace\/asks-append-or-replace\.vmdk/)
        const info = fields(
          await virsh.print('vol-info', '--pool', pool, 'asks-append-or-replace/asks-append-or-replace.vmdk'),
        )
        assert.equal(info['Capacity'], '20.00 GiB')
      },
    },
    {
      capability: 'vol-create-as',
      run: async () => {
        await virsh.print(
          'vol-create-as',
          pool,
          'made by virsh/new: disk.vmdk',
          '1G',
          '--allocation',
          '0',
          '--format',
          'vmdk',
        )
        // libvirt's own escaping of a datastore item: `:` became `_`.
        assert.match(await volumes(), /made by virsh\/new_ disk\.vmdk/)
      },
    },
    {
      capability: 'vol-clone',
      run: async () => {
        await virsh.print('vol-clone', '--pool', pool, 'made by virsh/new_ disk.vmdk', 'made by virsh/copy.vmdk')
        assert.match(await volumes(), /made by virsh\/copy\.vmdk/)
      },
    },
    {
      capability: 'vol-delete',
      run: async () => {
        await virsh.print('vol-delete', '--pool', pool, 'made by virsh/copy.vmdk')
        assert.doesNotMatch(await volumes(), /copy\.vmdk/)
      },
    },
  ]
}
