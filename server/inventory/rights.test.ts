/*
 * Limited accounts are the normal case: what the account may do is asked of the server, VM by VM, and a verb without its privilege
 * is refused with the privilege's name. Where the server knows better than we do, its refusal is what is learned from.
 */
import { afterEach, expect, test } from 'vitest'
import { missingPrivileges } from '@/lib/vsphere/rights'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { VimFault } from '../vsphere/errors'
import { watchInventory } from './testing/watched-inventory'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const powerOn = 'VirtualMachine.Interact.PowerOn'
type Account = Omit<NonNullable<SimulatorOptions['accounts']>[number], 'user' | 'password'>

async function as(account: Account, options: SimulatorOptions = {}) {
  const limited = { user: 'limited', password: 'p', ...account }
  const host = await startSimulator({ speed: 0, counters: false, ...options, accounts: [limited] })
  closing.push(() => host.close())
  const watched = await watchInventory({ port: host.port, user: 'limited', password: 'p' })
  closing.push(() => watched.inventory.close())
  const { inventory, until, vm } = watched
  await until(() => inventory.rights !== undefined)
  const missing = (name: string) => missingPrivileges(vm(name).roles, inventory.rights)
  return { ...watched, host, missing }
}

test.each(['esx', 'vcenter'] as const)('what is missing on one VM of a %s is known for that one', async (product) => {
  const { inventory, missing, vm } = await as({ denyOn: { 'db/primary': [powerOn] } }, { product })
  expect(missing('db/primary')).toEqual([powerOn])
  const other = [...inventory.vms.values()].find(({ name }) => name !== 'db/primary')?.name ?? ''
  expect(missing(other)).toEqual([])
  expect(inventory.rights?.vms).toEqual({ known: inventory.vms.size, missing: { [powerOn]: 1 } })
  expect((await inventory.readBeforeRun(vm('db/primary').moid)).missing).toEqual([powerOn])
})

test('an account that may do everything lacks nothing', async () => {
  const { inventory, missing } = await as({})
  expect(missing('db/primary')).toEqual([])
  expect(inventory.rights?.vms.missing).toEqual({})
})

test('a refusal names the privilege, and what it says is learned', async () => {
  const { inventory, host, until, missing, vm } = await as({})
  host.limit('limited', { deny: [powerOn] })
  const name = '100% test'
  const refused = await inventory.startTask(vm(name).moid, { verb: 'powerOn' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(VimFault)
  expect(refused).toMatchObject({ told: { sentence: expect.stringContaining(`It needs ${powerOn} on VM`) } })
  await until(() => missing(name)?.includes(powerOn) === true)
})

test('a privilege that was given meanwhile does not keep a run from being started', async () => {
  const { inventory, host, vm } = await as({ deny: [powerOn] })
  host.limit('limited', {})
  expect((await inventory.readBeforeRun(vm('100% test').moid)).missing).toEqual([])
})

test('an account that sees only that VMs are there is told what it may not read, and nothing is made up', async () => {
  const { inventory, vm } = await as({ only: ['System.Anonymous', 'System.View'] })
  const view = vm('db/primary')
  expect(view).toMatchObject({ powerState: 'unknown', connectionState: 'unknown' })
  expect(view).not.toHaveProperty('snapshotCount')
  const detail = await inventory.readVmDetail(view.moid)
  const because = 'The account that this connection uses may not read it: it lacks System.Read.'
  expect([detail.devices, detail.snapshots]).toEqual([
    { known: false, because },
    { known: false, because },
  ])
})
