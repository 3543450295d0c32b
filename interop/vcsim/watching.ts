import assert from 'node:assert/strict'
import type { AndonOnHost } from '../andon'
import type { Check } from '../check'
import type { Govc } from '../govc/govc'
import type { Ready } from '../govmomi-server'
import { remembering } from './history'

/** What we see of a server that nobody here wrote, and of what others do to it. */
export function watching(andon: AndonOnHost, govc: Govc, ready: Ready): Check[] {
  const known = () => Object.values(andon.tables().vms)
  const state = (name: string, wanted: string) =>
    andon.until(
      ({ vms }) => Object.values(vms).find((vm) => vm.name === name && vm.powerState === wanted),
      `${name} is ${wanted}`,
    )
  const first = () => ready.vms.toSorted()[0] ?? ''
  const path = (name: string) => `/${ready.vms.some((vm) => vm.startsWith('DC0')) ? 'DC0' : 'ha-datacenter'}/vm/${name}`
  return [
    {
      capability: 'the whole inventory',
      run: async () => {
        assert.deepEqual(
          known()
            .map(({ name }) => name)
            .toSorted(),
          ready.vms.toSorted(),
        )
        const hosts = (await govc.print('find', '/', '-type', 'h')).trim().split('\n')
        assert.equal(Object.keys(andon.tables().hosts).length, hosts.length)
        const stores = (await govc.print('find', '/', '-type', 's')).trim().split('\n')
        assert.equal(Object.keys(andon.tables().datastores).length, stores.length)
        assert.ok(
          known().every((vm) => vm.host && vm.cpuCount && vm.memoryMiB && vm.uuid),
          JSON.stringify(known()[0]),
        )
      },
    },
    {
      capability: 'live: govc powers a VM off and on behind our back',
      run: async () => {
        await state(first(), 'poweredOn')
        await govc.print('vm.power', '-off', first())
        await state(first(), 'poweredOff')
        await govc.print('vm.power', '-on', first())
        await state(first(), 'poweredOn')
      },
    },
    {
      capability: 'what it remembers itself: events, and tasks that have ended',
      run: () => remembering(ready, () => govc.print('vm.power', '-reset', first()), first()),
    },
    {
      capability: 'live: govc renames, creates and destroys',
      run: async () => {
        await govc.print('object.rename', path(first()), 'renamed 50%25 a%2fb')
        await andon.until(
          ({ vms }) => Object.values(vms).find(({ name }) => name === 'renamed 50% a/b'),
          'the new name arrived, decoded',
        )
        await govc.print('object.rename', path('renamed 50%25 a%2fb'), first())
        await govc.print(
          'vm.create',
          '-net',
          'VM Network',
          '-on=false',
          '-ds',
          'LocalDS_0',
          ...(ready.vms.some((vm) => vm.startsWith('DC0')) ? ['-pool', 'DC0_C0/Resources'] : []),
          'made-by-govc',
        )
        await andon.until(
          ({ vms }) => Object.values(vms).find(({ name }) => name === 'made-by-govc'),
          'the new VM arrived',
        )
        await govc.print('vm.destroy', 'made-by-govc')
        await andon.until(
          ({ vms }) => (Object.values(vms).some(({ name }) => name === 'made-by-govc') ? undefined : true),
          'it is gone again',
        )
      },
    },
  ]
}
