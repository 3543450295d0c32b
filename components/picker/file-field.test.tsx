import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import type { DatastoreView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { FileField } from './file-field'

const c1 = connectionId('c1')

const datastore = (id: string, name: string, storedName = name): DatastoreView => ({
  key: datastoreKey(c1, moid(id)),
  connection: c1,
  moid: moid(id),
  name,
  storedName,
  type: 'VMFS',
  accessible: true,
  freeBytes: 2 ** 30,
})
const entry = (storedName: string, kind: DatastoreEntry['kind'], name = storedName): DatastoreEntry => ({
  storedName,
  name,
  lossy: false,
  kind,
})

const folders: Record<string, DatastoreEntry[]> = {
  'ds-1 ': [entry('iso', 'folder'), entry('readme.txt', 'file')],
  'ds-1 iso': [entry('debian.iso', 'iso'), entry('w+Jg-n.ISO', 'file', 'w&n.ISO'), entry('disk.vmdk', 'disk')],
  'ds-2 ': Array.from({ length: 300 }, (_, at) => entry(`image-${at}.iso`, 'iso')),
}

function show(start: string, browse?: ConsoleActions['browseDatastore']) {
  const browseDatastore = vi.fn<ConsoleActions['browseDatastore']>(
    browse ??
      (async (key, folder) =>
        ok({ datastore: key, folder, entries: folders[`${key.split('/')[1]} ${folder}`] ?? [], clock: 'ours' })),
  )
  function Holder() {
    const [value, setValue] = useState(start)
    return <FileField label="ISO" connection={c1} wanted="iso" value={value} onChange={setValue} />
  }
  const lists = {
    connections: [aConnection('c1')],
    datastores: [datastore('ds-1', 'lab'), datastore('ds-2', 'a%b', 'a%25b')],
  }
  render(
    <FixtureLive feed={fixtureFeed(tablesOf(lists), Date.parse('2026-11-22T10:06:18Z'))}>
      <ConsoleActionsProvider actions={fixtureActions({ browseDatastore })}>
        <Holder />
      </ConsoleActionsProvider>
    </FixtureLive>,
  )
  return { user: userEvent.setup(), browseDatastore, field: screen.getByRole('textbox', { name: 'ISO' }) }
}

const pickFrom = () => within(screen.getByRole('group', { name: 'Choose from ISO images' }))

test('one starts where the path lies, sees what is wanted only, and has the focus back with the stored path', async () => {
  const { user, field, browseDatastore } = show('[lab] iso/old.iso')
  await user.click(screen.getByRole('button', { name: 'Browse: ISO' }))
  await user.click(await pickFrom().findByRole('button', { name: 'w&n.ISO' }))
  expect(browseDatastore.mock.calls).toEqual([['c1/ds-1', 'iso']])
  expect(field).toHaveProperty('value', '[lab] iso/w+Jg-n.ISO')
  expect(document.activeElement).toBe(field)
  expect(screen.getByText('[lab] iso/w&n.ISO')).toBeTruthy()
  expect(screen.queryByRole('group', { name: 'Choose from ISO images' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Browse: ISO' }))
  expect((await pickFrom().findByRole('button', { name: 'w&n.ISO' })).getAttribute('aria-pressed')).toBe('true')
  expect(pickFrom().queryByText('disk.vmdk')).toBeNull()
  await user.click(pickFrom().getByRole('button', { name: 'lab' }))
  expect(await pickFrom().findByRole('button', { name: 'iso' })).toBeTruthy()
  expect(pickFrom().queryByText('readme.txt')).toBeNull()
})

test('another datastore is chosen; of very many files a part of the name finds the rest', async () => {
  const { user, field } = show('')
  await user.click(screen.getByRole('button', { name: 'Browse: ISO' }))
  const choice = pickFrom().getByRole('combobox', { name: 'On datastore' })
  await user.selectOptions(choice, 'a%b')
  expect(await pickFrom().findByText('100 more: enter a part of the name.')).toBeTruthy()
  await user.type(pickFrom().getByRole('textbox', { name: 'A part of the name' }), 'AGE-299{Enter}')
  await user.click(pickFrom().getByRole('button', { name: 'image-299.iso' }))
  expect(field).toHaveProperty('value', '[a%25b] image-299.iso')
})

test('a folder that cannot be read says why and is read again', async () => {
  const browse = vi
    .fn<ConsoleActions['browseDatastore']>()
    .mockResolvedValueOnce(failed({ blame: 'vsphere', code: 'NoPermission', sentence: 'Permission was denied.' }))
    .mockImplementation(async (key, folder) => ok({ datastore: key, folder, entries: [], clock: 'ours' }))
  const { user } = show('[lab] x.iso', browse)
  await user.click(screen.getByRole('button', { name: 'Browse: ISO' }))
  expect((await pickFrom().findByRole('alert')).textContent).toContain('Permission was denied.')
  await user.click(pickFrom().getByRole('button', { name: 'Read again' }))
  expect(await pickFrom().findByText('No folders or ISO images in here.')).toBeTruthy()
})
