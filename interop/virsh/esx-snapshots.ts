import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { fields, type Virsh } from './virsh'

export function snapshotChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const vm = 'web-frontend'
  const names = async () => (await virsh.print('snapshot-list', vm, '--name')).split('\n').filter((line) => line !== '')
  return [
    {
      capability: 'snapshot-create-as, -list, -current, -info',
      run: async () => {
        await virsh.print('snapshot-create-as', vm, 'first', 'before the change')
        await virsh.print('snapshot-create-as', vm, 'second')
        assert.deepEqual(await names(), ['first', 'second'])
        assert.match(await virsh.print('snapshot-current', vm, '--name'), /second/)
        const info = fields(await virsh.print('snapshot-info', vm, 'second'))
        assert.deepEqual([info['Current'], info['Parent'], info['Descendants']], ['yes', 'first', '0'])
        assert.match(
          await virsh.print('snapshot-dumpxml', vm, 'first'),
          /<description>before the change<\/description>/,
        )
      },
    },
    {
      capability: 'snapshot-revert',
      run: async () => {
        await virsh.print('snapshot-revert', vm, 'first')
        assert.match(await virsh.print('snapshot-current', vm, '--name'), /first/)
      },
    },
    {
      capability: 'snapshot-delete',
      run: async () => {
        await virsh.print('snapshot-delete', vm, 'first', '--children')
        assert.deepEqual(await names(), [])
        assert.equal(host.world.prop(host.vm(vm), 'snapshot'), undefined, 'the tree is unset when it is empty')
      },
    },
  ]
}
