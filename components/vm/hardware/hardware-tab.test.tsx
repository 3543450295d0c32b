import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { moid } from '@/lib/vsphere/ids'
import { known } from '@/lib/vsphere/known'
import type { VmDetail, VmDevice } from '@/lib/vsphere/vm'
import type { VmPlaces } from '@/lib/runs/vm-places'
import { aConnection, aDatastore, tablesOf } from '../../testing/vm-fixtures'
import { connections, off, showVmPage, started, detail as plain } from '../testing/show-vm-page'

const gib = 2 ** 30
const path = '[ssd-01] db_primary/db_primary_1.vmdk'
const devices: VmDevice[] = [
  { key: 1000, type: 'ParaVirtualSCSIController', label: 'SCSI controller 0', summary: '', bus: 0 },
  {
    key: 2003,
    type: 'VirtualDisk',
    label: 'Hard disk 2',
    summary: '16,777,216 KB',
    controller: 1000,
    unit: 3,
    disk: { thin: true, mode: 'persistent', capacityBytes: 16 * gib, path },
  },
  {
    key: 4000,
    type: 'VirtualVmxnet3',
    label: 'Network adapter 1',
    summary: 'DMZ',
    backing: 'DMZ',
    mac: '00:50:56:9a:1b:2c',
    addressType: 'assigned',
    connected: true,
    startConnected: true,
  },
]
const detail: VmDetail = {
  ...plain,
  firmware: 'efi',
  boot: { order: [{ is: 'disk', key: 2003 }] },
  devices: known(devices),
}

beforeEach(() => history.replaceState(null, '', '/vms/c1/vm-db?tab=hardware'))

function show(changes: Partial<VmDetail> = {}, vm: Partial<typeof off> = {}) {
  const startRun = started()
  const given: Partial<ConsoleActions> = {
    startRun,
    readVmDetail: () => Promise.resolve(ok({ ...detail, ...changes })),
    readDeviceOptions: () => Promise.resolve(ok({ networks: [{ moid: moid('n-1'), name: 'VM Network' }] })),
  }
  const page = showVmPage(tablesOf({ connections, vms: [{ ...off, ...vm }] }), given)
  return { ...page, startRun, request: () => startRun.mock.lastCall?.[1] }
}

const row = async (label: string) => {
  const table = await screen.findByRole('table', { name: 'Devices' })
  return within(table).getByText(label).closest('tr') ?? table
}

async function choose(user: ReturnType<typeof show>['user'], label: string, item: string) {
  await user.click(within(await row(label)).getByRole('button', { name: /Change/ }))
  await user.click(await screen.findByRole('menuitem', { name: item }))
}

test('of the datastores those that the host of the VM has not mounted stand there, and cannot be chosen', async () => {
  const [ssd, san] = [aDatastore('ssd-01'), aDatastore('san-02')]
  const places: VmPlaces = {
    here: { host: moid('host-1'), datastores: [ssd.moid] },
    hosts: [
      {
        moid: moid('host-1'),
        name: 'esx-01',
        compute: moid('c-1'),
        connectionState: 'connected',
        datastores: known([ssd.moid]),
      },
    ],
    pools: [],
    folders: [],
    datastores: [ssd, san].map(({ moid: id, name }) => ({ moid: id, name })),
  }
  const { user } = showVmPage(
    tablesOf({
      connections: [aConnection('c1', { kind: 'vcenter' })],
      vms: [{ ...off, vmxPath: '[ssd-01] db/db.vmx' }],
      datastores: [ssd, san],
    }),
    { readVmDetail: () => Promise.resolve(ok(detail)), readVmPlaces: () => Promise.resolve(ok(places)) },
  )
  await user.click(await screen.findByRole('button', { name: 'Add device' }))
  await user.click(await screen.findByRole('menuitem', { name: 'New disk' }))
  const elsewhere = await screen.findByRole<HTMLOptionElement>('option', { name: 'san-02, not mounted by esx-01' })
  expect(elsewhere.disabled).toBe(true)
  expect(screen.getByRole<HTMLOptionElement>('option', { name: 'ssd-01' }).disabled).toBe(false)
})

describe('devices', () => {
  test('of a kind follow their numbers, whatever their models, and paths are read as people write them', async () => {
    const nic = (key: number, type: string, number: number): VmDevice => ({
      key,
      type,
      label: `Network adapter ${number}`,
      summary: 'DMZ',
      backing: 'DMZ',
      mac: `00:50:56:00:00:0${number}`,
    })
    const stored = '[ssd-01] +0LrQvg/x.vmdk'
    const disk = { key: 2000, type: 'VirtualDisk', label: 'Hard disk 1', summary: '1,024 KB', backing: stored }
    const log: VmDevice = {
      key: 9000,
      type: 'VirtualSerialPort',
      label: 'Serial port 1',
      summary: 'File [ssd-01] +0LrQvg/x.log',
      backing: '[ssd-01] +0LrQvg/x.log',
    }
    show({ devices: known([nic(4002, 'VirtualE1000e', 10), nic(4000, 'VirtualVmxnet3', 2), log, disk]) })
    const table = await screen.findByRole('table', { name: 'Devices' })
    const labels = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((one) => one.querySelector('.font-medium')?.textContent)
    expect(labels).toEqual(['Hard disk 1', 'Network adapter 2', 'Network adapter 10', 'Serial port 1'])
    // In a line: where it lies and what it is called; the whole path is a press away.
    const file = within(await row('Hard disk 1'))
    expect(file.getByText('[ssd-01] …/x.vmdk').closest('summary')?.title).toBe('[ssd-01] ко/x.vmdk')
    const details = file.getByText('[ssd-01] …/x.vmdk').closest('details')
    expect([details?.open, details?.textContent]).toEqual([false, `[ssd-01] …/x.vmdk[ssd-01] ко/x.vmdk${stored}`])
    const port = await row('Serial port 1')
    expect(port.textContent).toContain('File')
    expect(within(port).getByText('[ssd-01] …/x.log').closest('summary')?.title).toBe('[ssd-01] ко/x.log')
  })

  test('say where they hang, how they are made, and their address', async () => {
    show()
    expect((await row('Hard disk 2')).textContent).toContain('SCSI 0:3, VMware Paravirtual')
    expect((await row('Hard disk 2')).textContent).toContain('thin')
    expect((await row('Network adapter 1')).textContent).toContain('VMXNET 3, 00:50:56:9a:1b:2c')
    expect(screen.getByRole('region', { name: 'Boot' }).textContent).toContain('EFI')
    expect(screen.getByRole('region', { name: 'Boot' }).textContent).toContain('Hard disk 2')
  })

  test('a disk grows and does not shrink; the form says so before anything is sent', async () => {
    const { user, startRun, request } = show()
    await choose(user, 'Hard disk 2', 'Grow')
    const form = await screen.findByRole('dialog', { name: /Grow Hard disk 2/ })
    const size = within(form).getByRole('textbox', { name: 'Size' })
    await user.clear(size)
    await user.type(size, '8')
    await user.click(within(form).getByRole('button', { name: 'Grow disk' }))
    expect(within(form).getByRole('alert').textContent).toContain('A disk never shrinks')
    expect(size.getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(size)
    expect(startRun).not.toHaveBeenCalled()
    await user.clear(size)
    await user.type(size, '20,5')
    await user.click(within(form).getByRole('button', { name: 'Grow disk' }))
    expect(request()).toEqual({
      verb: 'growDisk',
      deviceKey: 2003,
      deviceLabel: 'Hard disk 2',
      capacityBytes: 20.5 * gib,
      changeVersion: 'v1',
    })
  })

  test('what a delete loses is said before, with the file; nothing goes without a press', async () => {
    const { user, startRun, request } = show()
    await choose(user, 'Hard disk 2', 'Delete with its files')
    const ask = await screen.findByRole('alertdialog')
    expect(ask.textContent).toContain('16 GB')
    expect(ask.textContent).toContain('db_primary_1.vmdk')
    expect(ask.textContent).toContain('cannot be brought back')
    expect(startRun).not.toHaveBeenCalled()
    await user.click(within(ask).getByRole('button', { name: 'Delete disk' }))
    expect(request()).toMatchObject({ verb: 'detachDisk', deleteFiles: true, changeVersion: 'v1' })
  })

  test('before a card goes its connections and its address are named, and of a drive what stays', async () => {
    const image = '[ssd%2f01] iso/debian.iso'
    const drive = { type: 'VirtualCdrom', label: 'CD/DVD drive 1', summary: 'ISO', backing: image }
    const { user } = show({
      devices: known([
        ...devices,
        { ...drive, key: 3000, backingType: 'VirtualCdromIsoBackingInfo', connected: true, startConnected: true },
      ]),
    })
    await choose(user, 'Network adapter 1', 'Remove')
    const ask = await screen.findByRole('alertdialog', { name: 'Remove Network adapter 1: db/primary' })
    expect(ask.textContent).toContain('Its connections end, and its MAC address 00:50:56:9a:1b:2c goes with it')
    await user.click(within(ask).getByRole('button', { name: 'Keep it' }))
    await choose(user, 'CD/DVD drive 1', 'Remove')
    const other = await screen.findByRole('alertdialog', { name: 'Remove CD/DVD drive 1: db/primary' })
    expect(other.textContent).toContain('[ssd/01] iso/debian.iso stays on its datastore.')
  })

  test.each([
    ['Existing disk', 'Disk'],
    ['CD drive', 'ISO image'],
  ])('a file for it is looked for first where the VM lies: %s', async (item, field) => {
    const [far, ssd] = [aDatastore('archive'), aDatastore('ssd-01')]
    const ide = { key: 200, type: 'VirtualIDEController', label: 'IDE 0', summary: '', bus: 0 }
    const browseDatastore = vi.fn<ConsoleActions['browseDatastore']>(async (datastore, folder) =>
      ok({ datastore, folder, entries: [], clock: 'ours' }),
    )
    const { user } = showVmPage(
      tablesOf({ connections, vms: [{ ...off, vmxPath: '[ssd-01] db/db.vmx' }], datastores: [far, ssd] }),
      { readVmDetail: () => Promise.resolve(ok({ ...detail, devices: known([...devices, ide]) })), browseDatastore },
    )
    await user.click(await screen.findByRole('button', { name: 'Add device' }))
    await user.click(await screen.findByRole('menuitem', { name: item }))
    await user.click(await screen.findByRole('button', { name: `Browse: ${field}` }))
    await waitFor(() => expect(browseDatastore.mock.calls).toEqual([[ssd.key, '']]))
  })

  test('a card is given an address of one’s own, which is checked', async () => {
    const { user, request } = show()
    await choose(user, 'Network adapter 1', 'Network and address')
    const form = await screen.findByRole('dialog', { name: /Network adapter 1/ })
    await user.click(within(form).getByRole('radio', { name: 'Typed' }))
    const field = within(form).getByRole('textbox', { name: 'Address' })
    await user.type(field, '00:50:56')
    await user.click(within(form).getByRole('button', { name: 'Change adapter' }))
    expect(field.getAttribute('aria-invalid')).toBe('true')
    await user.type(field, ':01:02:03')
    await user.click(within(form).getByRole('button', { name: 'Change adapter' }))
    expect(request()).toMatchObject({ verb: 'editNic', deviceKey: 4000, mac: '00:50:56:01:02:03' })
  })

  test('of a disk with a snapshot it is said why it stays', async () => {
    const held = devices.map((one) => (one.disk ? { ...one, disk: { ...one.disk, hasParent: true as const } } : one))
    const { user } = show({ devices: known(held) }, { snapshotCount: 1 })
    await user.click(within(await row('Hard disk 2')).getByRole('button', { name: /Change/ }))
    const grow = await screen.findByRole('menuitem', { name: /Grow/ })
    expect(grow.getAttribute('aria-disabled')).toBe('true')
    expect(document.body.textContent).toContain('A disk with a snapshot cannot grow. Remove the snapshots first.')
  })
})

test('memory of a running VM without hot-add is not offered, and the reason stands there', async () => {
  show({ hotAdd: { memory: false, cpu: false } }, { powerState: 'poweredOn' })
  const edit = await screen.findByRole('button', { name: 'Edit memory and CPU' })
  expect(edit.getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByRole('region', { name: 'Memory and CPU' }).textContent).toContain('its hot-add is switched off')
})
