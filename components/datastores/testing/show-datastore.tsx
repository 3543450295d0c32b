import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../../testing/vm-fixtures'
import { ConfirmProvider } from '../../ui/confirm'
import { DatastorePage } from '../datastore-page'
import { FileWorkProvider } from '../file-work-place'

/** One datastore on the screen, for tests: a folder with a folder, and a person at the keyboard. */
const now = Date.parse('2026-11-22T10:06:18Z')
export const key = datastoreKey(connectionId('c1'), moid('datastore-1'))

export const datastore = (changes: Partial<DatastoreView> = {}): DatastoreView => ({
  key,
  connection: connectionId('c1'),
  moid: moid('datastore-1'),
  name: 'tank 50%',
  storedName: 'tank 50%25',
  type: 'NFS',
  accessible: true,
  capacityBytes: 100 * 2 ** 30,
  freeBytes: 40 * 2 ** 30,
  ...changes,
})

export const entry = (name: string, changes: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
  storedName: name,
  name,
  lossy: false,
  kind: 'file',
  ...changes,
})
export const vm = aVm('R&D <lab>', { powerState: 'poweredOn' })
export const folders: Record<string, DatastoreEntry[]> = {
  '': [
    entry('café-01', { storedName: 'caf+w6k--01', kind: 'folder' }),
    entry('R&D _lab_', { storedName: 'R+Jg-D _lab_', kind: 'folder', lossy: true, vm: { key: vm.key, name: vm.name } }),
    entry('boot.iso', { kind: 'iso', sizeBytes: 2048 }),
  ],
  'caf+w6k--01': [entry('disk.vmdk', { kind: 'disk', sizeBytes: 2 ** 20, disk: { capacityBytes: 2 ** 30 } })],
}

type Given = {
  tables?: Partial<Parameters<typeof tablesOf>[0]>
  actions?: Partial<ConsoleActions>
  role?: Role
}

export function show({ tables = {}, actions = {}, role = 'operator' }: Given = {}) {
  const lists = { connections: [aConnection('c1')], datastores: [datastore()], vms: [vm], ...tables }
  const feed = fixtureFeed(tablesOf(lists), now)
  const browseDatastore = vi.fn<ConsoleActions['browseDatastore']>(async (_, folder) =>
    ok({ datastore: key, folder, entries: folders[folder] ?? [], clock: 'ours' }),
  )
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={fixtureActions({ browseDatastore, ...actions })}>
          <ConfirmProvider>
            <FileWorkProvider>
              <DatastorePage datastore={key} />
            </FileWorkProvider>
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  const put = (changes: Partial<Parameters<typeof tablesOf>[0]>): LiveTables => {
    const next = tablesOf({ ...lists, ...changes })
    feed.put(next)
    return next
  }
  return { user: userEvent.setup(), browseDatastore, put }
}

export const textOf = (element: Element | null | undefined) => element?.textContent ?? ''
/** Why a control cannot be pressed, as it is read out. */
export const descriptionOf = (element: Element) => {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}
export const row = async (name: string) =>
  (await screen.findByRole('checkbox', { name: `Select ${name}` })).closest('[role="row"]')
export const folderLink = (name: string) => screen.findByRole('link', { name })
