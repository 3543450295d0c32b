import assert from 'node:assert/strict'
import type { AndonOnHost } from '../andon'
import type { Check } from '../check'
import type { Govc } from '../govc/govc'
import { compareSizes } from '../govc/snapshot-sizes'

/** What we do to it, and what becomes of us when it turns against us. */
export function acting(andon: AndonOnHost, govc: Govc): Check[] {
  const any = () => {
    const vm = Object.values(andon.tables().vms).toSorted((a, b) => (a.name < b.name ? 1 : -1))[0]
    assert.ok(vm)
    return vm.name
  }
  const succeeds = async (name: string, ...request: Parameters<AndonOnHost['run']>[1][]) => {
    for (const each of request) {
      const ended = await andon.run(name, each)
      assert.equal(ended.outcome, 'succeeded', `${each.verb}: ${ended.text}`)
    }
  }
  return [
    {
      capability: 'power verbs',
      run: async () => {
        await succeeds(
          any(),
          { verb: 'powerOff' },
          { verb: 'powerOn' },
          { verb: 'suspend' },
          { verb: 'resume' },
          { verb: 'reset' },
        )
      },
    },
    {
      capability: 'snapshots: take, revert, remove',
      run: async () => {
        const name = any()
        await succeeds(name, {
          verb: 'createSnapshot',
          name: 'one <&> 100%',
          description: '',
          memory: false,
          quiesce: false,
        })
        const tree = await govc.print('snapshot.tree', '-vm', name, '-i')
        const moid = /\[(snapshot-[^\]]+)\]/.exec(tree)?.[1]
        assert.ok(moid && tree.includes('one <&> 100%25'), tree)
        await compareSizes(govc, andon, name)
        // The form of a moid comes from the server; it is opaque to us.
        const snapshot = moid as never
        await succeeds(
          name,
          { verb: 'revertToSnapshot', snapshot, snapshotName: 'one <&> 100%' },
          { verb: 'removeSnapshot', snapshot, snapshotName: 'one <&> 100%', removeChildren: false },
        )
        assert.equal((await govc.print('snapshot.tree', '-vm', name)).trim(), '')
      },
    },
    {
      capability: 'reconfigure, rename',
      run: async () => {
        const name = any()
        await succeeds(name, { verb: 'powerOff' }, { verb: 'reconfigure', memoryMiB: 256, cpuCount: 2 })
        // vcsim changes the hardware without telling anybody who watches it, so govc is asked.
        const { virtualMachines } = await govc.json<{
          virtualMachines: { config: { hardware: { memoryMB: number; numCPU: number } } }[]
        }>('vm.info', name)
        const hardware = virtualMachines[0]?.config.hardware
        assert.deepEqual([hardware?.memoryMB, hardware?.numCPU], [256, 2])
        await succeeds(name, { verb: 'rename', newName: 'by Andon 50% a/b' })
        assert.match(await govc.print('find', '/', '-type', 'm'), /by Andon 50%25 a%2fb/i)
        const renamed = await andon.until(
          ({ vms }) => Object.values(vms).find((vm) => vm.name === 'by Andon 50% a/b'),
          'the new name arrived',
        )
        await succeeds(renamed.name, { verb: 'rename', newName: name })
        await andon.until(({ vms }) => Object.values(vms).find((vm) => vm.name === name), 'the old name is back')
        await succeeds(name, { verb: 'powerOn' })
      },
    },
    {
      capability: 'switches and port groups: added, and gone again',
      run: async () => {
        const host = Object.values(andon.tables().hosts).find(({ connectionState }) => connectionState === 'connected')
        assert.ok(host)
        const change = async (request: Parameters<typeof andon.ask.changeHost>[1]) => {
          const begun = await andon.ask.changeHost(host.key, request, { username: 'interop', role: 'admin' })
          assert.ok(begun.ok && !begun.value.refused, JSON.stringify(begun))
        }
        const groups = () => govc.print('host.portgroup.info', '-host', host.name)
        await change({ do: 'addPortGroup', name: 'by Andon <&>', settings: { switchName: 'vSwitch0', vlan: 42 } })
        assert.match(await groups(), /by Andon <&>/)
        await change({ do: 'addSwitch', name: 'made-by-Andon', settings: { mtu: 9_000 } })
        assert.match(await govc.print('host.vswitch.info', '-host', host.name), /made-by-Andon/)
      },
    },
    {
      capability: 'a session that somebody ends: one new login, and live again',
      run: async () => {
        const { sessionList } = await govc.json<{ sessionList: { key: string; userAgent: string }[] }>('session.ls')
        const others = sessionList.filter(({ userAgent }) => userAgent === 'Andon')
        assert.equal(others.length, 1, 'one session, however much is watched')
        for (const { key } of others) await govc.finish('session.rm', key)
        const name = any()
        await govc.print('vm.power', '-off', name)
        await andon.until(
          ({ vms }) => Object.values(vms).find((vm) => vm.name === name && vm.powerState === 'poweredOff'),
          'live again after the session ended',
        )
        await succeeds(name, { verb: 'powerOn' })
        const after = await govc.json<{ sessionList: { userAgent: string }[] }>('session.ls')
        assert.equal(after.sessionList.filter(({ userAgent }) => userAgent === 'Andon').length, 1)
      },
    },
  ]
}
