import { describe, expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import type { PowerState } from '@/lib/vsphere/vm'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { offeredCommands } from './file-command'
import { whyNot, whyNotInto, whyNotAll, whyNotChange, whyNotRead, type FileContext } from './file-verdict'

const vm = { key: vmKey(connectionId('c'), moid('7')), name: 'web-1' }
const context = (changes: Partial<FileContext> = {}, power?: PowerState): FileContext => ({
  role: 'operator',
  old: false,
  connection: { name: 'esx-lab', live: true },
  datastore: { name: 'ssd', accessible: true },
  powerStateOf: (key) => (key === vm.key ? power : undefined),
  ...changes,
})
const entry = (changes: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
  storedName: 'a.iso',
  name: 'a.iso',
  lossy: false,
  kind: 'iso',
  ...changes,
})

describe('what surrounds the files', () => {
  test('a viewer reads and does not change', () => {
    expect(whyNotRead(context({ role: 'viewer' }))).toBeUndefined()
    expect(whyNotChange(context({ role: 'viewer' }))).toMatch(/may look and download/)
  })

  test.each([
    [{ old: true }, /Andon does not answer/],
    [{ connection: { name: 'esx-lab', live: false } }, /No contact with esx-lab/],
    [{ datastore: undefined }, /not known any more/],
    [{ datastore: { name: 'ssd', accessible: false } }, /No host can reach ssd/],
  ] satisfies [Partial<FileContext>, RegExp][])('%j stops reading and changing', (changes, because) => {
    expect(whyNotRead(context(changes))).toMatch(because)
    expect(whyNot('copy', entry(), context(changes))).toMatch(because)
  })
})

describe('what the account of the connection may do', () => {
  const lacks = (...missing: string[]) => context({ missing })
  test('without the privilege to change files all may be read, and nothing changed but what is registered', () => {
    const limited = lacks('Datastore.FileManagement')
    expect(whyNotRead(limited)).toBeUndefined()
    expect(whyNotChange(limited)).toBe('Andon’s account at esx-lab lacks Datastore.FileManagement.')
    expect(whyNotAll('delete', [entry()], limited)).toBe(whyNotChange(limited))
    expect(whyNot('registerVm', entry({ name: 'a.vmx', kind: 'vmConfig' }), limited)).toBeUndefined()
  })

  test('registering a VM takes its own privilege, on the folder of VMs', () => {
    const config = entry({ name: 'a.vmx', kind: 'vmConfig' })
    const limited = context({ lacksToRegister: 'VirtualMachine.Inventory.Register' })
    expect(whyNot('registerVm', config, limited)).toBe(
      'Andon’s account at esx-lab lacks VirtualMachine.Inventory.Register.',
    )
    expect(whyNot('copy', config, limited)).toBeUndefined()
  })

  test('what goes to another datastore takes the privilege there', () => {
    const rights = { lacks: { 1: [], 2: ['Datastore.FileManagement'] }, vms: { known: 0, missing: {} } }
    const connection = { name: 'esx-lab', rights }
    expect(whyNotInto({ name: 'ssd', roles: [1] }, connection)).toBeUndefined()
    expect(whyNotInto({ name: 'nas', roles: [2] }, connection)).toBe(
      'Andon’s account at esx-lab lacks Datastore.FileManagement on nas.',
    )
    expect(whyNotInto({ name: 'nas', accessible: false, roles: [1] }, connection)).toBe('No host can reach nas now.')
    // What is not known keeps nobody from trying.
    expect(whyNotInto({ name: 'nas' }, connection)).toBeUndefined()
    expect(whyNotInto({ name: 'nas', roles: [3] }, connection)).toBeUndefined()
  })

  test('without the privilege to browse nothing is read', () =>
    expect(whyNotRead(lacks('Datastore.Browse'))).toBe('Andon’s account at esx-lab lacks Datastore.Browse.'))

  test('what is not known keeps nobody from trying', () => expect(whyNotChange(context())).toBeUndefined())
})

describe('what is in use', () => {
  const folder = entry({ storedName: 'web-1', name: 'web-1', kind: 'folder', vm })
  test.each([
    ['poweredOn', '"web-1" is on and uses what is in this folder.'],
    ['suspended', '"web-1" is suspended and uses what is in this folder.'],
    ['unknown', '"web-1" may be on and uses what is in this folder.'],
  ] satisfies [PowerState, string][])('the folder of a VM that is %s stays where it is', (power, because) => {
    expect(whyNot('delete', folder, context({}, power))).toBe(because)
    expect(whyNot('move', folder, context({}, power))).toBe(because)
    expect(whyNot('copy', folder, context({}, power))).toBeUndefined()
  })

  test('that of a VM that is off may go', () =>
    expect(whyNot('delete', folder, context({}, 'poweredOff'))).toBeUndefined())

  test('of several the first that cannot is named', () => {
    expect(whyNotAll('delete', [entry(), folder], context({}, 'poweredOn'))).toMatch(/^web-1: "web-1" is on/)
    expect(whyNotAll('delete', [entry()], context())).toBeUndefined()
  })
})

describe('what is offered', () => {
  const commands = (entries: DatastoreEntry[]) => offeredCommands(entries, context()).map(({ command }) => command)

  test('fits what is chosen', () => {
    expect(commands([entry()])).toEqual(['rename', 'move', 'copy', 'delete'])
    expect(commands([entry({ kind: 'disk' })])).toEqual([
      'rename',
      'move',
      'cloneDisk',
      'growDisk',
      'wipeDisk',
      'delete',
    ])
    expect(commands([entry({ kind: 'vmConfig' })])).toEqual(['rename', 'move', 'copy', 'registerVm', 'delete'])
    expect(commands([entry(), entry({ kind: 'disk' })])).toEqual(['move', 'copy', 'delete'])
  })

  test('a VM that is registered is not registered again', () => {
    const config = entry({ kind: 'vmConfig', vm })
    const register = offeredCommands([config], context()).find(({ command }) => command === 'registerVm')
    expect(register?.disabledReason).toBe('It is registered already, as "web-1".')
  })
})
