/** What real hosts and those in front of them put on the wire: see docs/field.md. */
import { afterEach, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { backingTypes, deviceTypes } from '../../simulator/vm/every-device'
import { asObjects } from '../vsphere/wire-value'
import { watchInventory } from './testing/watched-inventory'
import { readDevice } from './vm-device'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, preset: 'field', ...options })
  closing.push(() => host.close())
  const watched = await watchInventory(host)
  closing.push(() => watched.inventory.close())
  const read = async (name: string, path: string) => {
    const at = moRef('VirtualMachine', watched.vm(name).moid)
    return (await watched.inventory.access().read(at, [path])).get(path)
  }
  return { ...watched, host, read }
}

test.each(['raw', 'references'] as const)(
  'characters that XML cannot carry (%s) cost themselves, and no other VM anything',
  async (oddText) => {
    const { inventory, host, read } = await open({ quirks: { oddText } })
    expect(inventory.state.at).toBe('live')
    expect(inventory.vms.size).toBe(host.world.byType('VirtualMachine').length)
    expect(await read('note-with-odd-characters', 'config.annotation')).toMatch(
      /^Bell \uFFFD, start of heading \uFFFD and three wrong bytes \uFFFD\uFFFD\uFFFD;/,
    )
  },
)

test.each(['none', 'x-gzip', 'GZIP', 'doubled', 'twice'] as const)('gzip labelled %s is read', async (gzip) => {
  const { inventory } = await open({ quirks: { gzip, alwaysGzip: true } })
  expect(inventory.state.at).toBe('live')
  expect(inventory.vms.size).toBeGreaterThan(5)
})

test('each of the devices and backings of vim25 is listed, and those of no table too', async () => {
  const { read } = await open()
  const listed = async (name: string) => {
    const devices = asObjects(await read(name, 'config.hardware.device'))
    const shown = devices.flatMap(readDevice)
    expect(shown).toHaveLength(devices.length)
    expect(shown.every(({ label }) => label !== '')).toBe(true)
    return { shown, backings: devices.map(({ backing }) => asObjects(backing)[0]?.$type) }
  }
  expect((await listed('every-device')).shown.map(({ type }) => type)).toEqual(expect.arrayContaining([...deviceTypes]))
  expect((await listed('every-backing')).backings).toEqual(expect.arrayContaining([...backingTypes]))
  const { shown } = await listed('devices-of-no-table')
  expect(shown.filter(({ type }) => type.includes('Loom')).length).toBeGreaterThanOrEqual(5)
  for (const { type, backing, backingType } of shown)
    if (type === 'VirtualLoom') expect(backing ?? backingType).toBeTruthy()
})

test.each(['PasswordExpired', 'InvalidClientCertificate'])('%s is one sign-in and no more', async (loginFault) => {
  const user = { user: 'old', password: 'x', loginFault }
  const host = await startSimulator({ speed: 0, accounts: [user] })
  closing.push(() => host.close())
  const { inventory } = await watchInventory({ ...host, ...user })
  closing.push(() => inventory.close())
  expect(inventory.state).toMatchObject({ at: 'refused', wayOut: expect.any(String) })
  expect(host.calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
})
