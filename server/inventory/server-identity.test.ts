import { expect, test } from 'vitest'
import type { ServerIdentity } from '@/lib/vsphere/connection'
import { KnownServer, whyAnother } from './server-identity'

const vcenter: ServerIdentity = {
  fullName: 'VMware vCenter Server 8.0.2',
  apiType: 'VirtualCenter',
  instanceUuid: 'one',
  thumbprint: 'AA',
}
const host: ServerIdentity = { fullName: 'VMware ESXi 8.0.2', apiType: 'HostAgent', thumbprint: 'AA' }

test('a vCenter is known by its instance UUID, whatever its certificate; a host by its certificate', () => {
  expect(whyAnother(vcenter, { ...vcenter, thumbprint: 'BB' })).toBeUndefined()
  expect(
    whyAnother(vcenter, { ...vcenter, instanceUuid: 'ONE', fullName: 'VMware vCenter Server 8.0.3' }),
  ).toBeUndefined()
  expect(whyAnother(vcenter, { ...vcenter, instanceUuid: 'two' })).toContain('two')
  expect(whyAnother(host, host)).toBeUndefined()
  expect(whyAnother(host, { ...host, thumbprint: 'BB' })).toContain('BB')
  expect(whyAnother(vcenter, host)).toContain('VMware ESXi')
})

test('what a server does not say is no sign of another', () => {
  const { thumbprint: _none, ...plain } = host
  expect(whyAnother(host, plain)).toBeUndefined()
  expect(whyAnother(plain, host)).toBeUndefined()
})

test('the first server is remembered, another one is refused each time, and the known one is let in again', () => {
  const remembered: ServerIdentity[] = []
  const server = new KnownServer(undefined, (seen) => remembered.push(seen))
  server.admit(vcenter)
  server.admit(vcenter)
  expect(remembered).toEqual([vcenter])
  const other = { ...vcenter, instanceUuid: 'two' }
  for (const _ of [1, 2]) expect(() => server.admit(other)).toThrow(/another-server/)
  expect(server.other).toEqual(other)
  server.admit({ ...vcenter, thumbprint: 'BB' })
  expect(server.other).toBeUndefined()
  expect(remembered.at(-1)).toEqual({ ...vcenter, thumbprint: 'BB' })
})
