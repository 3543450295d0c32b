import { expect, test } from 'vitest'
import type { NewVm } from '@/lib/files/new-vm'
import { knownValue } from '@/lib/testing/known-value'
import type { VmKey } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, tester, valueOf } from './testing/file-rig'

const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const { ask, datastore, ended } = rig
  const store = datastore(options.product === 'vcenter' ? 'san-01' : 'datastore1')
  const create = async (name: string, vm: NewVm) =>
    ended(await ask.startFileTask(store, { do: 'createVm', name, vm }, tester))
  return { ...rig, store, create, options: valueOf(await ask.readNewVmOptions(store, undefined)) }
}

const gib = 2 ** 30
const debian: NewVm = {
  guestId: 'debian12_64Guest',
  firmware: 'efi',
  cpuCount: 2,
  memoryMiB: 3_072,
  diskController: 'ParaVirtualSCSIController',
  disks: [
    { capacityBytes: 16 * gib, thin: true },
    { capacityBytes: gib, thin: false },
  ],
  nicType: 'VirtualVmxnet3',
  networks: [],
  isoPath: '[datastore1] iso/debian-12.7.0-amd64-netinst.iso',
  serialPort: { kind: 'network', serviceUri: 'telnet://:7001', direction: 'server' },
}

test('a host says which guests it makes and what it recommends, and which networks it has', async () => {
  const { options, host } = await open()
  expect(options.guests.find(({ id }) => id === 'debian12_64Guest')).toMatchObject({
    name: 'Debian GNU/Linux 12 (64-bit)',
    family: 'linuxGuest',
    firmwares: ['bios', 'efi'],
    firmware: 'bios',
    memoryMiB: 2_048,
    diskBytes: 16 * gib,
    diskController: 'ParaVirtualSCSIController',
    nicType: 'VirtualVmxnet3',
  })
  expect(options.networks.map(({ name }) => name)).toContain('Lab (no uplink)')
  expect(host.calls.filter(({ method }) => method === 'QueryConfigOption')).toHaveLength(1)
})

test('a VM is made as it was asked for, under an awkward name, and the run leads to it', async () => {
  const { create, options, inventory, until } = await open()
  const [network] = options.networks
  const name = 'новая %2f "50%" a/b'
  const run = await create(name, { ...debian, networks: network ? [network.moid] : [] })
  const made = run.state.at === 'ended' && run.state.outcome.kind === 'succeeded' ? run.state.outcome.made : undefined
  await until(() => made !== undefined && inventory.vms.has(made))
  const view = inventory.vms.get(made ?? ('' as VmKey)) // seen a line above
  expect(view).toMatchObject({ name, powerState: 'poweredOff', cpuCount: 2, memoryMiB: 3_072 })
  const detail = await inventory.readVmDetail(view!.moid) // as above
  expect(detail.firmware).toBe('efi')
  const devices = knownValue(detail.devices)
  const of = (type: string) => devices.filter((device) => device.type === type)
  expect(of('ParaVirtualSCSIController')).toHaveLength(1)
  expect(of('VirtualDisk').map(({ summary, disk }) => [summary, disk?.thin])).toEqual([
    ['16,777,216 KB', true],
    ['1,048,576 KB', false],
  ])
  expect(of('VirtualCdrom')).toMatchObject([{ backing: debian.isoPath, startConnected: true }])
  expect(of('VirtualSerialPort')).toMatchObject([{ label: 'Serial port 1', startConnected: true }])
  expect(of('VirtualVmxnet3')).toMatchObject([{ backing: network?.name }])
})

test('behind a vCenter a card is on a distributed port group by its keys', async () => {
  const { create, options, inventory, until } = await open({ product: 'vcenter' })
  const { isoPath: _iso, ...plain } = debian
  const networks = options.networks.map(({ moid }) => moid).slice(0, 10)
  const run = await create('on a switch', { ...plain, networks })
  expect(run.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  await until(() => [...inventory.vms.values()].some(({ name }) => name === 'on a switch'))
})

test('a name that is taken is the host’s to refuse, and a network that is gone stops it before anything is sent', async () => {
  const { create, ask, store, host } = await open()
  const run = await create('100% test', debian)
  expect(run.state).toMatchObject({ outcome: { kind: 'failed', fault: { type: 'DuplicateName' } } })
  const gone = { ...debian, networks: ['no-such' as never] } // a network that the host does not have
  const before = host.calls.filter(({ method }) => method === 'CreateVM_Task').length
  expect(await ask.startFileTask(store, { do: 'createVm', name: 'x', vm: gone }, tester)).toMatchObject({
    error: { code: 'no-network' },
  })
  expect(host.calls.filter(({ method }) => method === 'CreateVM_Task')).toHaveLength(before)
})

test('an ISO that is not there stops it before anything is sent, and is named', async () => {
  const { create, ask, store, host } = await open()
  for (const isoPath of ['[datastore1] iso/vanished.iso', '[datastore1] no such folder/a.iso'])
    expect(
      await ask.startFileTask(store, { do: 'createVm', name: 'x', vm: { ...debian, isoPath } }, tester),
    ).toMatchObject({ error: { code: 'image-gone', sentence: `${isoPath} is not there. Nothing was changed.` } })
  expect(host.calls.filter(({ method }) => method === 'CreateVM_Task')).toHaveLength(0)
  expect((await create('x', debian)).state).toMatchObject({ outcome: { kind: 'succeeded' } })
})
