import assert from 'node:assert/strict'
import { startAndon } from '../andon'
import type { Pair } from '../check'
import { openGovc } from '../govc/govc'
import { startGovmomi } from '../govmomi-server'
import { govmomi } from '../peers'

/**
 * Rights on vcsim 0.55: permissions can be set and are kept, but nobody is refused by them, and everybody is Admin. So a role
 * that lacks privileges is put where Andon reads it, and a method is refused by vcsim's own fault injection.
 */
export async function openLimited(): Promise<Pair> {
  const privilege = 'VirtualMachine.Interact.Suspend'
  const server = await startGovmomi('vcsim', '-role', '-2', '-deny', `SuspendVM_Task=${privilege}`)
  const andon = await startAndon({ ...server.ready, autoAnswer: false })
  // Roles are read after the inventory; a run that starts before is refused by the server alone.
  await andon.until(({ connections }) => Object.values(connections)[0]?.rights?.lacks[-2], 'the roles were read')
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
