import assert from 'node:assert/strict'
import type { AndonOnHost } from '../andon'
import type { Check } from '../check'
import type { Govc } from '../govc/govc'

/** Copies of VMs and other places for them, which only a vCenter gives. */
export function placing(andon: AndonOnHost, govc: Govc): Check[] {
  const named = (name: string) => (tables: ReturnType<AndonOnHost['tables']>) =>
    Object.values(tables.vms).find((vm) => vm.name === name)
  const succeeds = async (name: string, request: Parameters<AndonOnHost['run']>[1]) => {
    const ended = await andon.run(name, request)
    assert.equal(ended.outcome, 'succeeded', `${request.verb}: ${ended.text}`)
  }
  return [
    {
      capability: 'clone, relocate to another host and datastore, make a template and a VM again',
      run: async () => {
        const source = 'DC0_C0_RP0_VM0'
        // vcsim finds no disk of a copy with an escaped name, whoever clones it.
        const copy = 'cloned by Andon, größe'
        await succeeds(source, { verb: 'clone', name: copy })
        const made = await andon.until(named(copy), 'the copy arrived')
        // vcsim tells nobody that a VM became a template, so govc is asked.
        const isTemplate = async () => {
          const { virtualMachines } = await govc.json<{ virtualMachines: { config: { template: boolean } }[] }>(
            'vm.info',
            copy,
          )
          return virtualMachines[0]?.config.template
        }
        const hosts = Object.values(andon.tables().hosts).filter(({ name }) => name.startsWith('DC0_C0_'))
        const other = hosts.find(({ key }) => key !== made.host?.key)
        assert.ok(other)
        const [datastore] = Object.values(andon.tables().datastores)
        assert.ok(datastore)
        // vcsim has no MigrateVM_Task; RelocateVM_Task takes a host too.
        await succeeds(copy, { verb: 'relocate', host: other.moid, datastore: datastore.moid })
        await succeeds(copy, { verb: 'markAsTemplate' })
        assert.equal(await isTemplate(), true)
        await succeeds(copy, { verb: 'markAsVm' })
        assert.equal(await isTemplate(), false)
      },
    },
  ]
}
