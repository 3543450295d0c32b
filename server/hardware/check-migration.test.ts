import { expect, test } from 'vitest'
import { connectionId, moid, moRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { VimFault } from '../vsphere/errors'
import type { ObjectContent } from '../vsphere/retrieve'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { checkMigration } from './check-migration'

/** A server that does not tell all of it: of a move that nobody could judge it was said that nothing speaks against it. */

const [a, b, ssd, nfs] = [moid('vm-1'), moid('vm-2'), moid('ssd'), moid('nfs')]
const content = (type: string, id: string, told: Record<string, WireValue>): ObjectContent => ({
  obj: moRef(type, id),
  properties: new Map(Object.entries(told)),
  missing: [],
})
const lies = (on: string) => [refValue(moRef('Datastore', on))]

const asked = (told: ObjectContent[] | Error, events: WireValue = []) =>
  ({
    connection: connectionId('c1'),
    call: async () => events,
    retrieve: async () => (told instanceof Error ? Promise.reject(told) : told),
  }) as unknown as EndpointAccess // all that is asked of it

test.each([
  ['how much is free', [content('VirtualMachine', a, { 'summary.storage.committed': 5, datastore: lies(nfs) })]],
  ['how much it takes', [content('Datastore', ssd, { 'summary.freeSpace': 9 }), content('VirtualMachine', a, {})]],
  ['anything', []],
  ['and refuses it', new VimFault({ type: 'NoPermission', message: 'No.', chain: [] })],
])('where a server does not tell %s, it is said that nobody knows', async (_, told) => {
  const [check] = await checkMigration(asked(told), [a], { datastore: ssd })
  expect(check).toMatchObject({ errors: [], warnings: [], unread: expect.stringMatching(/./) })
})

test('a VM that lies there already takes nothing, whatever else is told', async () => {
  const told = [content('VirtualMachine', a, { datastore: lies(ssd) })]
  const [check] = await checkMigration(asked(told), [a], { datastore: ssd })
  expect(check).not.toHaveProperty('unread')
})

test('an error that names no VM is said of all of them', async () => {
  const event = { $type: 'MigrationErrorEvent', fullFormattedMessage: 'The host is full.' }
  const checks = await checkMigration(asked([], [event]), [a, b], { host: moid('host-1') })
  expect(checks.map(({ errors }) => errors)).toEqual([[{ text: 'The host is full.' }], [{ text: 'The host is full.' }]])
})
