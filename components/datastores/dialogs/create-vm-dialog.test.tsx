import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { NewVmOptions } from '@/lib/files/new-vm'
import { failed, ok } from '@/lib/result'
import { connectionId, hostKey, moid, runId } from '@/lib/vsphere/ids'
import { show, vm } from '../testing/show-datastore'

const options: NewVmOptions = {
  host: { key: hostKey(connectionId('c1'), moid('h')), name: 'esx-01' },
  guests: [
    {
      id: 'debian12_64Guest',
      name: 'Debian 12',
      family: 'linuxGuest',
      firmwares: ['bios', 'efi'],
      firmware: 'efi',
      memoryMiB: 1_024,
      diskBytes: 8 * 2 ** 30,
      diskController: 'ParaVirtualSCSIController',
      nicType: 'VirtualVmxnet3',
    },
  ],
  defaultGuest: 'debian12_64Guest',
  networks: [{ moid: moid('n1'), name: 'VM Network' }],
}

async function open(
  read: ConsoleActions['readNewVmOptions'],
  startFileTask = vi.fn<ConsoleActions['startFileTask']>(),
) {
  const { user } = show({
    actions: { readNewVmOptions: read, startFileTask, readNameTaken: async (_, name) => ok(name === vm.name) },
  })
  await user.click(await screen.findByRole('button', { name: 'Create VM' }))
  return { user, startFileTask, dialog: await screen.findByRole('dialog', { name: 'Create VM' }) }
}

test('a VM is made with what the host recommends; a name that is taken is said before', async () => {
  const taken = vi.fn<ConsoleActions['startFileTask']>().mockResolvedValue(ok({ run: runId('r1') }))
  const { user, dialog } = await open(() => Promise.resolve(ok(options)), taken)
  const inside = within(dialog)
  await inside.findByRole('combobox', { name: 'Guest operating system' })
  await user.click(inside.getByRole('button', { name: 'Create VM' }))
  const name = inside.getByRole('textbox', { name: 'Name' })
  expect(document.activeElement).toBe(name)
  fireEvent.change(name, { target: { value: vm.name } })
  expect(await inside.findByText(/Another VM has this name\./)).toBeTruthy()
  fireEvent.change(name, { target: { value: 'a/b' } })
  expect(inside.getByText('a%2fb')).toBeTruthy()
  await user.click(inside.getByRole('button', { name: 'Add a network adapter' }))
  await user.click(inside.getByRole('button', { name: 'Create VM' }))
  expect(taken.mock.calls[0]?.[1]).toEqual({
    do: 'createVm',
    name: 'a/b',
    vm: {
      guestId: 'debian12_64Guest',
      firmware: 'efi',
      cpuCount: 1,
      memoryMiB: 1_024,
      diskController: 'ParaVirtualSCSIController',
      disks: [{ capacityBytes: 8 * 2 ** 30, thin: true }],
      nicType: 'VirtualVmxnet3',
      networks: ['n1'],
    },
  })
})

test('a host that does not say what it can make is asked again, and nothing is sent meanwhile', async () => {
  const read = vi
    .fn<ConsoleActions['readNewVmOptions']>()
    .mockResolvedValueOnce(failed({ blame: 'vsphere', code: 'NoPermission', sentence: 'Permission was denied.' }))
    .mockResolvedValue(ok(options))
  const { user, dialog, startFileTask } = await open(read)
  expect((await within(dialog).findByRole('alert')).textContent).toContain('Permission was denied.')
  await user.click(within(dialog).getByRole('button', { name: 'Create VM' }))
  expect(document.activeElement).toBe(within(dialog).getByRole('textbox', { name: 'Name' }))
  expect(startFileTask).not.toHaveBeenCalled()
  await user.click(within(dialog).getByRole('button', { name: 'Ask the host again' }))
  expect(await within(dialog).findByRole('combobox', { name: 'Guest operating system' })).toBeTruthy()
})
