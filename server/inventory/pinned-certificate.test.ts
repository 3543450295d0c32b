import { afterEach, expect, test } from 'vitest'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { watchInventory, type WatchedInventory } from './testing/watched-inventory'

/** A host of another certificate than the pinned one is told nothing: neither a password, nor a file, nor the end of a call. */

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function pinned(): Promise<WatchedInventory & { host: SimulatedHost }> {
  const host = await startSimulator({ speed: 0, tls: true })
  closing.push(() => host.close())
  const { port, user, password, certificate } = host
  const trust = { kind: 'thumbprint', sha256: certificate?.fingerprint256 ?? '' } as const
  const watched = await watchInventory({ port, user, password, transport: 'https', trust })
  closing.push(() => watched.inventory.close())
  return { ...watched, host }
}

const aFile = { method: 'GET', path: '/folder/none?dsName=none' } as const

test('the certificate of the session is known, with its dates and names', async () => {
  const { inventory, host } = await pinned()
  expect(inventory.state.at).toBe('live')
  expect(inventory.certificate).toMatchObject({
    sha256: host.certificate?.fingerprint256,
    subject: expect.stringContaining('CN=localhost'),
    names: ['localhost', '127.0.0.1'],
    validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
  expect(inventory.otherCertificate).toBeUndefined()
})

test('changed in mid-session, it ends what is open as soon as a new connection shows it, and nothing more is sent', async () => {
  const { inventory, host, until } = await pinned()
  const access = inventory.access()
  host.renewCertificate()
  // Calls go over connections that are kept open; a file needs a new one.
  await expect(access.exchangeFile(aFile)).rejects.toMatchObject({ code: 'thumbprint-changed' })
  await until(() => inventory.state.at === 'refused')
  const sent = host.calls.length
  expect(inventory.otherCertificate).toMatchObject({ sha256: host.certificate?.fingerprint256 })
  expect([...inventory.vms.values()].every(({ powerState }) => powerState === 'unknown')).toBe(true)
  await expect(access.exchangeFile(aFile)).rejects.toMatchObject({ code: 'closed' })
  expect(() => inventory.access()).toThrow(/another certificate/)
  expect(host.calls.slice(sent).map(({ method }) => method)).toEqual([])
  expect(host.calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
})

test('changed while the host was away, it is not signed in to; tried again it is the same, until the old one is shown', async () => {
  const { inventory, host, until } = await pinned()
  const before = host.certificate
  host.renewCertificate()
  host.drop()
  await until(() => inventory.state.at === 'refused')
  const sent = host.calls.length
  inventory.retryNow()
  await until(() => inventory.state.at === 'connecting')
  await until(() => inventory.state.at === 'refused')
  expect(host.calls.slice(sent).map(({ method }) => method)).toEqual([])
  host.renewCertificate({ again: before })
  inventory.retryNow()
  await until(() => inventory.state.at === 'live')
  expect(inventory.otherCertificate).toBeUndefined()
})
