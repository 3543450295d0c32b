import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { DefineLook, DefineReport } from '@/lib/files/define-vm'
import { failed, ok } from '@/lib/result'
import { connectionId, hostKey, moid, runId } from '@/lib/vsphere/ids'
import { key, show, vm } from '../testing/show-datastore'

const report: DefineReport = {
  format: 'xml',
  name: 'R&D <lab>',
  path: '[tank 50%25] vms/R+Jg-D _lab_.vmx',
  makesFolder: 'vms',
  vm: {
    cpuCount: 2,
    memoryMiB: 512,
    firmware: 'EFI',
    nics: 1,
    serialPorts: 0,
    guestOs: 'other-64',
    hardwareVersion: 8,
  },
  vmx: 'displayName = "R&D <lab>"\n',
  files: [
    { kind: 'disk', path: '[tank 50%25] vms/a.vmdk', seen: { is: 'missing' } },
    { kind: 'iso', path: '[tank 50%25] boot.iso', seen: { is: 'there', bytes: 2_048 } },
    {
      kind: 'disk',
      path: '/dev/x',
      seen: { is: 'not-known', because: 'It is on no datastore that this host tells of.' },
    },
  ],
  notKept: [{ what: "devices/sound model='es1370'", why: 'A VMX has no place for it.' }],
  host: { key: hostKey(connectionId('c1'), moid('h')), name: 'esx-01' },
  hardwareKnown: { known: true, value: true },
  guestKnown: { known: false, because: 'The host does not say which guests it runs.' },
  others: [{ key: vm.key, name: vm.name, shares: 'uuid' }],
  obstacles: [],
}

async function open(look: ConsoleActions['readDefinition']) {
  const readDefinition = vi.fn(look)
  const defineVm = vi.fn<ConsoleActions['defineVm']>().mockResolvedValue(ok({ run: runId('r1') }))
  const { user } = show({ actions: { readDefinition, defineVm } })
  await user.click(await screen.findByRole('button', { name: 'Define VM' }))
  const dialog = await screen.findByRole('dialog', { name: 'Define VM' })
  const text = within(dialog).getByRole('textbox', { name: 'VMX or domain XML' })
  return { user, readDefinition, defineVm, dialog, inside: within(dialog), text }
}

const textOf = (base64: string) => new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))

test('what becomes of a pasted text is said before, then it is sent as it was looked at', async () => {
  const { user, inside, text, defineVm, dialog } = await open(async () => ok({ understood: true, ...report }))
  expect(document.activeElement).toBe(text)
  await user.click(inside.getByRole('button', { name: 'Define VM' }))
  expect(inside.getByRole('alert').textContent).toContain('Paste a VMX or a domain XML')
  fireEvent.change(text, { target: { value: '<domain>é</domain>' } })
  const said = within(await inside.findByRole('region', { name: 'What becomes of it' }))
  expect(said.getByText(/2 vCPU, 512 MB, 2 disks, 1 network adapter, EFI/)).toBeTruthy()
  expect(said.getByText('[tank 50%] vms/R&D _lab_.vmx')).toBeTruthy()
  expect(said.getByText(/has the same BIOS UUID/)).toBeTruthy()
  expect(said.getByText(/Whether esx-01 knows it is not known/)).toBeTruthy()
  const files = within(said.getByRole('region', { name: 'Its files' }))
  expect(files.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Disk [tank 50%] vms/a.vmdk is missing',
    'ISO [tank 50%] boot.iso is there, 2.0 KB',
    'Disk /dev/x not known. It is on no datastore that this host tells of.',
  ])
  expect(
    within(said.getByRole('region', { name: 'Cannot be kept' })).getByText("devices/sound model='es1370'"),
  ).toBeTruthy()
  fireEvent.change(inside.getByRole('textbox', { name: 'Virtual hardware' }), { target: { value: '13' } })
  fireEvent.change(inside.getByRole('textbox', { name: 'Name' }), { target: { value: 'b' } })
  // What was changed is looked at anew before it goes.
  await user.click(inside.getByRole('button', { name: 'Define VM' }))
  expect(defineVm).not.toHaveBeenCalled()
  await waitFor(() => expect(dialog.querySelector('[aria-busy="false"]')).toBeTruthy())
  await user.click(inside.getByRole('button', { name: 'Define VM' }))
  const [datastore, definition] = defineVm.mock.calls[0] ?? []
  expect(datastore).toBe(key)
  expect(textOf(definition?.base64 ?? '')).toBe('<domain>é</domain>')
  expect(definition).toMatchObject({ name: 'b', hardwareVersion: 13 })
})

test('what makes no VM, or is in its way, is said with every reason and is not sent', async () => {
  const answers: DefineLook[] = [
    { understood: false, format: 'vmx', because: ['Line 1: no "=".', 'Line 7: no "=".'] },
    { understood: true, ...report, obstacles: ['[a] b.vmx is there already.'] },
  ]
  const { user, inside, text, defineVm } = await open(async () =>
    ok(answers.shift() ?? { understood: true, ...report }),
  )
  fireEvent.change(text, { target: { value: 'x' } })
  expect(await inside.findByText('Line 7: no "=".')).toBeTruthy()
  await user.click(inside.getByRole('button', { name: 'Define VM' }))
  expect(inside.getByText('No VM can be made of it, see below.')).toBeTruthy()
  fireEvent.change(text, { target: { value: 'y' } })
  expect(await inside.findByText(/is there already/)).toBeTruthy()
  await user.click(inside.getByRole('button', { name: 'Define VM' }))
  expect(defineVm).not.toHaveBeenCalled()
})

test('a dropped file goes in its own bytes until its text is changed; a host that does not answer is asked again', async () => {
  const { user, inside, text, readDefinition } = await open(
    vi
      .fn<ConsoleActions['readDefinition']>()
      .mockResolvedValueOnce(failed({ blame: 'vsphere', code: 'NoPermission', sentence: 'Permission was denied.' }))
      .mockResolvedValue(ok({ understood: true, ...report })),
  )
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode('.encoding = "windows-1252"\ndisplayName = "caf'),
    0xe9,
    0x22,
  ])
  await user.upload(inside.getByLabelText('VMX or domain XML file'), new File([bytes], 'a.vmx'))
  await waitFor(() => expect(text).toHaveProperty('value', '.encoding = "windows-1252"\ndisplayName = "café"'))
  expect((await inside.findByRole('alert')).textContent).toContain('Permission was denied.')
  const sent = readDefinition.mock.calls[0]?.[1].base64 ?? ''
  expect(Uint8Array.from(atob(sent), (char) => char.charCodeAt(0))).toEqual(bytes)
  await user.click(inside.getByRole('button', { name: 'Look again' }))
  expect(await inside.findByRole('region', { name: 'What becomes of it' })).toBeTruthy()
  await user.upload(
    inside.getByLabelText('VMX or domain XML file'),
    new File([new Uint8Array(700 * 1024)], 'large.vmx'),
  )
  expect(await inside.findByText(/"large.vmx" has 700/)).toBeTruthy()
})
