import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { VmFiles } from '@/lib/files/vm-files'
import { failed, ok } from '@/lib/result'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import { tablesOf } from '../testing/vm-fixtures'
import { action, connections, off, showVmPage, started } from './testing/show-vm-page'

const files: VmFiles = {
  key: off.key,
  files: known([
    { path: '[ssd-01] db+JQ-2fprimary/db.vmdk', type: 'diskExtent', bytes: 2 * 1024 ** 3 },
    { path: '[ssd-01] db+JQ-2fprimary/db.vmx', type: 'config' },
    { path: '[san] more/db_1.vmdk', type: 'diskExtent', bytes: 1024 ** 3 },
  ]),
  sharedWith: [
    { key: vmKey(connectionId('c1'), moid('9')), name: 'linked <one>', paths: ['[ssd-01] db+JQ-2fprimary/db.vmdk'] },
  ],
}

beforeEach(() => history.replaceState(null, '', '/vms/c1/vm-db'))

async function open(read: ConsoleActions['readVmFiles'], startRun = started()) {
  const shown = showVmPage(tablesOf({ connections, vms: [off] }), { startRun, readVmFiles: read })
  await shown.user.click(action('More'))
  await shown.user.click(await screen.findByRole('menuitem', { name: 'Delete' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete: db/primary' })
  return { ...shown, dialog, startRun, button: () => within(dialog).getByRole('button', { name: 'Delete' }) }
}

test('what goes is listed, who else uses it is warned of, and the name has to be typed', async () => {
  const { dialog, user, button, startRun } = await open(() => Promise.resolve(ok([files])))
  expect(document.activeElement?.textContent).toBe('Keep it')
  expect((await within(dialog).findByRole('alert')).textContent).toContain('linked <one>: [ssd-01] db/primary/db.vmdk')
  expect(dialog.textContent).toContain('3.0 GB in 2 files, as the host counted last; the size of 1 more is not known.')
  // Names that are long were cut after two of a hundred files: the folder is said once.
  expect(dialog.textContent).toContain('In [ssd-01] db/primary, where no other place is said:')
  const lines = within(within(dialog).getByRole('list', { name: 'What goes' })).getAllByRole('listitem')
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    'db.vmdk2.0 GB',
    'db.vmxsize not known',
    '[san] more/db_1.vmdk1.0 GB',
  ])
  expect(button().getAttribute('aria-disabled')).toBe('true')
  await user.click(button())
  await user.type(within(dialog).getByRole('textbox', { name: 'Type db/primary to delete it' }), 'db/primar')
  await user.keyboard('{Enter}')
  expect(startRun).not.toHaveBeenCalled()
  await user.keyboard('y{Enter}')
  expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, {
    verb: 'destroy',
    vmName: 'db/primary',
    // The dialog has named who loses them.
    deleteSharedDisks: true,
  })
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

test('what is not known is not called nothing, and what the server refuses stays in the dialog', async () => {
  const unread: VmFiles = {
    key: off.key,
    files: notKnown('The host does not say.'),
    sharedWith: [],
    notAllSeen: 'The host does not say.',
  }
  const refuse = vi
    .fn<ConsoleActions['startRun']>()
    .mockResolvedValue(failed({ blame: 'ours', code: 'not-possible', sentence: 'The VM is called "x".' }))
  const { dialog, user, button } = await open(() => Promise.resolve(ok([unread])), refuse)
  expect(await within(dialog).findByText('How much goes is not known.')).toBeTruthy()
  expect(dialog.textContent).toContain('Whether other VMs use some of it too is not known for sure.')
  await user.type(within(dialog).getByRole('textbox'), 'db/primary')
  await user.click(button())
  expect((await within(dialog).findByRole('alert')).textContent).toContain('The VM is called "x".')
  // What was not shown has not been agreed to.
  expect(refuse).toHaveBeenCalledExactlyOnceWith(off.key, { verb: 'destroy', vmName: 'db/primary' })
})

test('a VM that began to use a disk after the list was shown is shown before anything is deleted', async () => {
  const later: VmFiles = {
    ...files,
    sharedWith: [
      ...files.sharedWith,
      { key: vmKey(connectionId('c1'), moid('10')), name: 'linked since', paths: ['[ssd-01] db+JQ-2fprimary/db.vmdk'] },
    ],
  }
  const read = vi.fn<ConsoleActions['readVmFiles']>().mockResolvedValue(ok([later]))
  read.mockResolvedValueOnce(ok([files]))
  const { dialog, user, button, startRun } = await open(read)
  await within(dialog).findByText(/linked <one>/)
  await user.type(within(dialog).getByRole('textbox'), 'db/primary')
  await user.click(button())
  expect(await within(dialog).findByText(/Nothing was deleted/)).toBeTruthy()
  expect(dialog.textContent).toContain('linked since: [ssd-01] db/primary/db.vmdk')
  expect(startRun).not.toHaveBeenCalled()
  await user.click(button())
  expect(startRun).toHaveBeenCalledOnce()
})
