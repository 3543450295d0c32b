import assert from 'node:assert/strict'
import { hostOf, nameOf, parentOf } from '../../simulator/world/inventory-walk'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import type { Govc } from './govc'

/** What govc does at a vCenter to make copies of VMs and to give them other places. */
export function placing(govc: Govc, host: SimulatedHost): Check[] {
  const { world } = host
  const source = 'slow-to-start'
  const copy = 'cloned by govc'
  const target = (name: string) => `VirtualMachine:${host.vm(name).value}`
  const nameOfHost = (name: string) => {
    const at = hostOf(world, host.vm(name))
    return at && nameOf(world, at)
  }
  return [
    {
      capability: 'vm.clone',
      run: async () => {
        await govc.print('vm.clone', '-vm', source, '-on=false', '-host', 'lab-02.example.net', '-ds', 'lab-san', copy)
        assert.equal(nameOfHost(copy), 'lab-02.example.net')
        assert.notEqual(world.prop(host.vm(copy), 'config.uuid'), world.prop(host.vm(source), 'config.uuid'))
        const again = await govc.finish(
          'vm.clone',
          '-vm',
          source,
          '-on=false',
          '-host',
          'lab-02.example.net',
          '-ds',
          'lab-san',
          copy,
        )
        assert.notEqual(again.code, 0)
        assert.match(again.stderr, /already exists/)
      },
    },
    {
      capability: 'vm.migrate, also from host to host',
      run: async () => {
        await govc.print('vm.migrate', '-host', 'lab-01.example.net', copy)
        assert.equal(nameOfHost(copy), 'lab-01.example.net')
      },
    },
    {
      capability: 'vm.markastemplate, vm.markasvm',
      run: async () => {
        await govc.print('vm.markastemplate', copy)
        assert.equal(world.prop(host.vm(copy), 'config.template'), true)
        await govc.print('vm.markasvm', '-host', 'lab-01.example.net', copy)
        assert.equal(world.prop(host.vm(copy), 'config.template'), false)
      },
    },
    {
      capability: 'object.mv to another folder',
      run: async () => {
        const folder = parentOf(world, host.vm('build|agent "7"'))
        assert.ok(folder)
        await govc.print('object.mv', target(copy), `Folder:${folder.value}`)
        assert.equal(parentOf(world, host.vm(copy))?.value, folder.value)
      },
    },
  ]
}
