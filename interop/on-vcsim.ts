import assert from 'node:assert/strict'
import { startAndon, type AndonOnHost } from './andon'
import type { Check, Pair, Suite } from './check'
import { openGovc, type Govc } from './govc/govc'
import { startGovmomi, type Ready } from './govmomi-server'
import { remembering } from './vcsim-history'
import { govmomi } from './peers'

async function open(...args: string[]): Promise<Pair> {
  const server = await startGovmomi('vcsim', ...args)
  const esx = args.includes('-esx')
  const secure = args.includes('-tls')
  const andon = await startAndon({ ...server.ready, autoAnswer: false, trustAny: secure })
  const govc = openGovc(await govmomi('govc'), server.ready, esx ? undefined : '/DC0')
  return {
    checks: secure
      ? watching(andon, govc, server.ready).slice(0, 2)
      : [...watching(andon, govc, server.ready), ...acting(andon, govc)],
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}

/** What we see of a server that nobody here wrote, and of what others do to it. */
function watching(andon: AndonOnHost, govc: Govc, ready: Ready): Check[] {
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

/** What we do to it, and what becomes of us when it turns against us. */
function acting(andon: AndonOnHost, govc: Govc): Check[] {
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

/** vcsim's own misbehaviour: slow tasks, and faults that it makes up. */
async function openBadDay(): Promise<Pair> {
  const server = await startGovmomi('vcsim', '-delay', '700', '-fault', 'SuspendVM_Task=1')
  const andon = await startAndon({ ...server.ready, autoAnswer: false })
  const name = server.ready.vms[0] ?? ''
  return {
    checks: [
      {
        capability: 'an injected fault is shown with its type; the next try works',
        run: async () => {
          const refused = await andon.run(name, { verb: 'suspend' })
          assert.equal(refused.outcome, 'failed')
          assert.match(refused.text, /InvalidState/)
          assert.equal((await andon.run(name, { verb: 'suspend' })).outcome, 'succeeded')
        },
      },
      {
        capability: 'a slow task holds back the next one of the same VM',
        run: async () => {
          const other = server.ready.vms[1] ?? ''
          const run = await andon.start(other, { verb: 'powerOff' })
          await assert.rejects(andon.start(other, { verb: 'reset' }), /One task at a time/)
          await andon.until(({ runs }) => (runs[run]?.state.at === 'ended' ? true : undefined), 'the slow task ended')
        },
      },
    ],
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}

/**
 * Rights on vcsim 0.55: permissions can be set and are kept, but nobody is refused by them, and everybody is Admin. So a role
 * that lacks privileges is put where Andon reads it, and a method is refused by vcsim's own fault injection.
 */
async function openLimited(): Promise<Pair> {
  const privilege = 'VirtualMachine.Interact.Suspend'
  const server = await startGovmomi('vcsim', '-role', '-2', '-deny', `SuspendVM_Task=${privilege}`)
  const andon = await startAndon({ ...server.ready, autoAnswer: false })
  const govc = openGovc(await govmomi('govc'), server.ready, '/DC0')
  const all = () => Object.values(andon.tables().vms)
  const withRole = (is: (role: number | undefined) => boolean) => {
    const found = all().find(({ roles }) => is(roles?.[0]))
    assert.ok(found, JSON.stringify(all().map(({ name, roles }) => [name, roles])))
    return found.name
  }
  return {
    checks: [
      {
        capability: 'ReadOnly on one VM: the run is refused with the privilege, and nothing is sent',
        run: async () => {
          const ended = await andon.run(
            withRole((role) => role === -2),
            { verb: 'powerOff' },
          )
          assert.equal(ended.outcome, 'refused', ended.text)
          assert.match(ended.text, /VirtualMachine\.Interact\.PowerOff/)
          assert.equal(
            (
              await andon.run(
                withRole((role) => role === -1),
                { verb: 'reset' },
              )
            ).outcome,
            'succeeded',
          )
        },
      },
      {
        capability: 'NoPermission by surprise: the run fails and names the privilege, and the VM is free',
        run: async () => {
          const name = withRole((role) => role === -1)
          const ended = await andon.run(name, { verb: 'suspend' })
          assert.equal(ended.outcome, 'failed', ended.text)
          assert.match(ended.text, /NoPermission/)
          assert.ok(ended.text.includes(privilege), ended.text)
          assert.equal((await andon.run(name, { verb: 'reset' })).outcome, 'succeeded')
        },
      },
      {
        capability: 'permissions that govc sets are kept by vcsim, and refuse nobody',
        run: async () => {
          await govc.print('role.create', 'lookers', 'System.View', 'System.Read')
          await govc.print('permissions.set', '-principal', 'user', '-role', 'lookers', '-propagate=true', '/')
          assert.match(await govc.print('permissions.ls', '/'), /lookers/)
          const name = withRole((role) => role === -1)
          const ended = await andon.run(name, { verb: 'powerOff' })
          assert.equal(ended.outcome, 'succeeded', 'vcsim has learned to refuse: compare it')
        },
      },
    ],
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}

export const vcsimSuites: Suite[] = [
  { client: 'Andon', server: 'vcsim as vCenter', open: () => open() },
  { client: 'Andon', server: 'vcsim as ESXi', open: () => open('-esx') },
  { client: 'Andon', server: 'vcsim over TLS', open: () => open('-tls') },
  { client: 'Andon', server: 'vcsim on a bad day', open: openBadDay },
  { client: 'Andon', server: 'vcsim with limited rights', open: openLimited },
]
