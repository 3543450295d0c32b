import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { aConnection } from '../testing/vm-fixtures'
import {
  key,
  datastore,
  entry,
  vm,
  folders,
  show,
  textOf,
  descriptionOf,
  row,
  folderLink,
} from './testing/show-datastore'

beforeEach(() => {
  // jsdom lays nothing out: a window of 20 rows stands in for the screen.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  history.replaceState(null, '', `/datastores/${key}`)
})

describe('a folder', () => {
  test('shows plain names, and what is stored where it differs', async () => {
    show()
    expect(textOf(await row('café-01'))).toContain('caf+w6k--01')
    expect(textOf(await row('boot.iso'))).toContain('boot.iso2.0 KB, ISO image')
    expect(screen.getByRole('link', { name: 'R&D <lab>' }).getAttribute('href')).toBe(`/vms/${vm.key}`)
    expect(textOf(screen.getByRole('heading', { level: 1 }))).toContain('tank 50%')
  })

  test('is opened and left by keys, and the place that one came from has the focus', async () => {
    const { user } = show()
    ;(await folderLink('café-01')).focus()
    await user.keyboard('{Enter}')
    const disk = await screen.findByRole('button', { name: 'disk.vmdk' })
    await waitFor(() => expect(document.activeElement).toBe(disk))
    expect(new URLSearchParams(location.search).get('path')).toBe('caf+w6k--01')
    expect(
      within(screen.getByRole('navigation', { name: 'Folders' }))
        .getByText('café-01')
        .getAttribute('aria-current'),
    ).toBe('page')
    await user.keyboard('{Backspace}')
    await waitFor(async () => expect(document.activeElement).toBe(await folderLink('café-01')))
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'boot.iso' }))
    await user.keyboard(' {Shift>}{ArrowUp}{/Shift}')
    expect(textOf(screen.getByRole('region', { name: 'Actions for the selection' }))).toContain('2 selected')
  })

  test('an address that climbs out of the datastore asks the server for nothing', async () => {
    history.replaceState(null, '', `/datastores/${key}?path=..%2Fetc`)
    const { browseDatastore, user } = show()
    expect(textOf(await screen.findByRole('alert'))).toContain('climbs out of its folder')
    expect(browseDatastore).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Open the datastore' }))
    expect(await folderLink('café-01')).toBeInstanceOf(HTMLElement)
  })

  test('of ten thousand entries only those in sight are drawn, and the filter finds the rest', async () => {
    const entries = Array.from({ length: 10_000 }, (_, i) => entry(`frame-${i}.png`))
    const { user } = show({
      actions: { browseDatastore: async (_, folder) => ok({ datastore: key, folder, entries, clock: 'ours' }) },
    })
    await row('frame-0.png')
    const table = screen.getByRole('table', { name: 'Files in tank 50%' })
    expect(table.getAttribute('aria-rowcount')).toBe('10001')
    expect(within(table).getAllByRole('row').length).toBeLessThan(60)
    await user.type(screen.getByRole('searchbox', { name: 'Filter this folder' }), '9999')
    expect(await row('frame-9999.png')).toBeInstanceOf(HTMLElement)
    expect(screen.getByText('1 of 10000 entries')).toBeInstanceOf(HTMLElement)
  })

  test('that could not be read says why and can be read again', async () => {
    let fine = false
    const { user } = show({
      actions: {
        browseDatastore: async (_, folder) =>
          fine
            ? ok({ datastore: key, folder, entries: folders[''] ?? [], clock: 'ours' })
            : failed({ blame: 'vsphere', code: 'FileNotFound', sentence: 'The folder is gone.' }),
      },
    })
    expect(textOf(await screen.findByRole('alert'))).toContain('The folder is gone.')
    fine = true
    await user.click(screen.getAllByRole('button', { name: 'Read again' }).at(-1) ?? document.body)
    expect(await folderLink('café-01')).toBeInstanceOf(HTMLElement)
  })
})

describe('what cannot be done says why', () => {
  test('to a viewer, who may still download', async () => {
    const { user } = show({ role: 'viewer' })
    for (const name of ['New folder', 'Upload', 'Create disk']) {
      expect(descriptionOf(screen.getByRole('button', { name }))).toMatch(/may look and download/)
    }
    await user.click(await screen.findByRole('button', { name: 'boot.iso' }))
    expect(screen.getByRole('link', { name: 'Download' }).getAttribute('href')).toBe(
      `/api/files?${new URLSearchParams({ datastore: key, path: 'boot.iso' })}`,
    )
    expect(screen.getByRole('button', { name: 'Delete' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('without contact, where nothing is claimed of the capacity either', async () => {
    const state = { at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'timed out' } as const
    show({ tables: { connections: [aConnection('c1', { state })] } })
    expect(descriptionOf(screen.getByRole('button', { name: 'New folder' }))).toMatch(/No contact with esx-c1/)
    expect(screen.getByText('Unknown')).toBeInstanceOf(HTMLElement)
    expect(screen.queryByText(/free of/)).toBeNull()
  })

  test('about the folder of a VM that runs', async () => {
    const { user } = show()
    await user.click(await screen.findByRole('checkbox', { name: 'Select R&D _lab_' }))
    expect(descriptionOf(screen.getByRole('button', { name: 'Delete' }))).toContain(
      '"R&D <lab>" is on and uses what is in this folder.',
    )
  })

  test('of a datastore that no host reaches', () => {
    show({ tables: { datastores: [datastore({ accessible: false })] } })
    expect(screen.getByText('Not accessible')).toBeInstanceOf(HTMLElement)
    expect(descriptionOf(screen.getByRole('button', { name: 'Upload' }))).toMatch(/No host can reach tank 50%/)
  })
})

test('dates that are by the clock of another machine are said to be', async () => {
  const entries = [entry('a.iso', { modifiedAt: '2026-11-22T10:00:00Z' })]
  show({ actions: { browseDatastore: async (_, folder) => ok({ datastore: key, folder, entries, clock: 'host' }) } })
  expect(await screen.findByText(/Dates are by the clocks of the hosts/)).toBeInstanceOf(HTMLElement)
})

test('where the account may not change files nothing is copied to, and what it may not list is not asked for', async () => {
  const other = datastoreKey(connectionId('c1'), moid('datastore-2'))
  const nas = datastore({ key: other, moid: moid('datastore-2'), name: 'nas', storedName: 'nas', roles: [2] })
  const lacks = { 1: [], 2: ['Datastore.FileManagement', 'Datastore.Browse'] }
  const connection = aConnection('c1', { rights: { lacks, vms: { known: 0, missing: {} } } })
  const startFileTask = vi.fn<ConsoleActions['startFileTask']>()
  const { user, browseDatastore } = show({
    tables: { connections: [connection], datastores: [datastore({ roles: [1] }), nas] },
    actions: { startFileTask },
  })
  await user.click(await screen.findByRole('checkbox', { name: 'Select boot.iso' }))
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  const form = within(screen.getByRole('dialog', { name: 'Copy: boot.iso' }))
  await user.selectOptions(form.getByLabelText('To datastore'), 'nas')
  expect(textOf(form.getByRole('alert'))).toBe('Andon’s account at esx-c1 lacks Datastore.FileManagement on nas.')
  expect(form.getByText(/What is in here is not known/)).toBeInstanceOf(HTMLElement)
  await user.click(form.getByRole('button', { name: 'Copy' }))
  expect(startFileTask).not.toHaveBeenCalled()
  expect(browseDatastore.mock.calls.filter(([of]) => of === other)).toEqual([])
})

test('a datastore that goes while its page is open is told apart from one that never was', async () => {
  const { put } = show()
  await folderLink('café-01')
  put({ datastores: [] })
  expect(textOf(await screen.findByRole('alert'))).toContain('tank 50% is gone')
})
