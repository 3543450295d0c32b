import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { DiskUse } from '@/lib/files/disk-use'
import type { FileRequest } from '@/lib/files/file-request'
import { ok, type Result } from '@/lib/result'
import { connectionId, datastoreKey, moid, vmKey } from '@/lib/vsphere/ids'
import { ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { tablesOf } from '../../testing/vm-fixtures'
import { GrowDiskDialog } from './grow-disk-dialog'

const c1 = connectionId('c1')
const user = (name: string, more: Partial<DiskUse['users'][number]> = {}) =>
  ({ key: vmKey(c1, moid(name)), name, power: 'poweredOff', as: 'attached', ...more }) as const

async function open(use: DiskUse) {
  const onGrow = vi.fn<(request: FileRequest) => Promise<Result<unknown>>>().mockResolvedValue(ok(null))
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({}), 0)}>
      <ConsoleActionsProvider actions={fixtureActions({ readDiskUse: async () => ok(use) })}>
        <GrowDiskDialog
          datastore={datastoreKey(c1, moid('ds'))}
          path="a/a.vmdk"
          name="a.vmdk"
          nowBytes={16 * 2 ** 30}
          freeBytes={2 * 2 ** 30}
          onGrow={onGrow}
          onClose={() => undefined}
        />
      </ConsoleActionsProvider>
    </FixtureLive>,
  )
  const dialog = within(await screen.findByRole('dialog', { name: 'Grow disk: a.vmdk' }))
  return { user: userEvent.setup(), dialog, onGrow }
}

test('a size that is no larger is refused in place; a larger one is sent, with what it may take said before', async () => {
  const { user: person, dialog, onGrow } = await open({ users: [user('web|1')], isDelta: false })
  expect(await dialog.findByText(/^"web\|1" has it, and is off/)).toBeInstanceOf(HTMLElement)
  await person.click(dialog.getByRole('button', { name: 'Grow disk' }))
  expect(dialog.getByText('It has 16 GB now. A disk can only be made larger.')).toBeInstanceOf(HTMLElement)
  await person.clear(dialog.getByLabelText('New size'))
  await person.type(dialog.getByLabelText('New size'), '20.5')
  expect(dialog.getByText(/^It may take more than the 2.0 GB/)).toBeInstanceOf(HTMLElement)
  await person.click(dialog.getByRole('button', { name: 'Grow disk' }))
  expect(onGrow).toHaveBeenCalledWith({ do: 'growDisk', path: 'a/a.vmdk', capacityBytes: 20.5 * 2 ** 30 })
})

test.each([
  [{ users: [user('gateway', { power: 'poweredOn' as const })], isDelta: false }, '"gateway" has it open.'],
  [{ users: [user('db', { as: 'base' as const })], isDelta: false }, 'Snapshots or linked clones of "db"'],
  [{ users: [user('db')], isDelta: true }, 'It is the disk of a snapshot'],
])('who is in the way is named, and nothing is sent: %#', async (use, sentence) => {
  const { user: person, dialog, onGrow } = await open(use)
  expect((await dialog.findByRole('alert')).textContent).toContain(sentence)
  await person.clear(dialog.getByLabelText('New size'))
  await person.type(dialog.getByLabelText('New size'), '20')
  await person.click(dialog.getByRole('button', { name: 'Grow disk' }))
  expect(onGrow).not.toHaveBeenCalled()
})
