import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import type { RunOutcome, RunState } from '@/lib/runs/run'
import { aFileRun, anUpload } from '@/lib/testing/run-fixtures'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { DatastorePage } from './datastore-page'
import { FileWorkProvider } from './file-work'

const now = Date.parse('2026-11-22T10:06:18Z')
const key = datastoreKey(connectionId('c1'), moid('datastore-1'))

beforeEach(() => {
  // jsdom lays nothing out: a window of 20 rows stands in for the screen.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  history.replaceState(null, '', `/datastores/${key}`)
})

const datastore = (changes: Partial<DatastoreView> = {}): DatastoreView => ({
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

const entry = (name: string, changes: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
  storedName: name,
  name,
  lossy: false,
  kind: 'file',
  ...changes,
})
const vm = aVm('R&D <lab>', { powerState: 'poweredOn' })
const folders: Record<string, DatastoreEntry[]> = {
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

function show({ tables = {}, actions = {}, role = 'operator' }: Given = {}) {
  const lists = { connections: [aConnection('c1')], datastores: [datastore()], vms: [vm], ...tables }
  const feed = fixtureFeed(tablesOf(lists), now)
  const browseDatastore = vi.fn<ConsoleActions['browseDatastore']>(async (_, folder) =>
    ok({ datastore: key, folder, entries: folders[folder] ?? [] }),
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

const textOf = (element: Element | null | undefined) => element?.textContent ?? ''
/** Why a control cannot be pressed, as it is read out. */
const descriptionOf = (element: Element) => {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}
const row = async (name: string) =>
  (await screen.findByRole('checkbox', { name: `Select ${name}` })).closest('[role="row"]')
const folderLink = (name: string) => screen.findByRole('link', { name })

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
      actions: { browseDatastore: async (_, folder) => ok({ datastore: key, folder, entries }) },
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
            ? ok({ datastore: key, folder, entries: folders[''] ?? [] })
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

describe('a task on files', () => {
  const task = aTask(vm, { state: 'running', progress: 30, name: 'CreateVirtualDisk_Task', cancelable: true })
  const { vm: _vm, ...diskTask } = task
  const run = aFileRun({
    subjects: [{ kind: 'datastorePath', datastore: key, datastoreName: 'tank 50%25', path: 'db data.vmdk' }],
    request: {
      do: 'createDisk',
      folder: '',
      name: 'db data',
      capacityBytes: 8 * 2 ** 30,
      format: 'eagerZeroedThick',
      adapter: 'lsiLogic',
    },
    state: { at: 'running' },
  })
  const ended = (outcome: RunOutcome): RunState => ({
    at: 'ended',
    outcome,
    endedAt: '2026-11-22T10:06:00Z',
    following: false,
  })

  test('that is refused leaves the form open with what was typed', async () => {
    const refusal = failed({ blame: 'vsphere', code: 'NoPermission', sentence: 'The account may not do that.' })
    const { user } = show({ actions: { startFileTask: async () => refusal } })
    await folderLink('café-01')
    await user.click(screen.getByRole('button', { name: 'New folder' }))
    await user.type(screen.getByLabelText('Name'), 'R&D <lab> 100%')
    expect(textOf(screen.getByRole('dialog'))).toContain('Stored on the datastore as')
    await user.click(screen.getByRole('button', { name: 'Make folder' }))
    expect(await screen.findByText('The account may not do that.')).toBeInstanceOf(HTMLElement)
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'R&D <lab> 100%')
  })

  test('is seen to run and to fail, with its fault, and is tried again with what was entered', async () => {
    const asked: FileRequest[] = []
    const { user, put, browseDatastore } = show({
      actions: {
        startFileTask: async (_, request) => {
          asked.push(request)
          return ok({ run: run.id })
        },
      },
    })
    await folderLink('café-01')
    await user.click(screen.getByRole('button', { name: 'Create disk' }))
    await user.type(screen.getByLabelText('Name'), 'db data')
    await user.clear(screen.getByLabelText('Size'))
    await user.type(screen.getByLabelText('Size'), '8')
    await user.click(screen.getByLabelText('Thick, eagerly zeroed'))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create disk' }))
    put({ runs: [run] })
    const jobs = await screen.findByRole('region', { name: 'File tasks' })
    expect(textOf(jobs)).toContain('Create disk [tank 50%] db data.vmdk, 8 GB, thick, eagerly zeroed')
    expect(textOf(jobs)).toContain('Sent to the host')
    expect(asked[0]).toMatchObject({ do: 'createDisk', name: 'db data', capacityBytes: 8 * 2 ** 30 })

    put({ runs: [{ ...run, task: task.key }], tasks: [diskTask] })
    await waitFor(() => expect(textOf(jobs)).toContain('Running, 30 %'))
    const reads = browseDatastore.mock.calls.length
    const fault = { type: 'NoDiskSpace', message: 'Insufficient disk space on datastore.', chain: [] }
    const failedRun = { ...run, task: task.key, state: ended({ kind: 'failed', fault }) }
    put({ runs: [failedRun], tasks: [{ ...diskTask, state: 'error', fault, completeTime: '2026-11-22T10:06:00Z' }] })
    expect(textOf(await within(jobs).findByRole('alert'))).toContain('Insufficient disk space on datastore.')
    await waitFor(() => expect(browseDatastore.mock.calls.length).toBeGreaterThan(reads))
    // The live tables forget the task; the run does not.
    put({ runs: [failedRun], tasks: [] })
    expect(textOf(within(jobs).getByRole('alert'))).toContain('Insufficient disk space')

    await user.click(within(jobs).getByRole('button', { name: /^Try again/ }))
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'db data')
    expect(screen.getByLabelText('Size')).toHaveProperty('value', '8')
    expect(screen.getByLabelText('Thick, eagerly zeroed')).toHaveProperty('checked', true)
  })

  test('of several, each has its own result', async () => {
    const startFileTasks = vi.fn<ConsoleActions['startFileTasks']>(async () =>
      ok({
        results: [
          ok({ run: run.id }),
          failed({ blame: 'vsphere', code: 'FileLocked', sentence: 'boot.iso is in use.' }),
        ],
      }),
    )
    const { user, put } = show({ actions: { startFileTasks } })
    await user.click(await screen.findByRole('checkbox', { name: 'Select café-01' }))
    await user.click(screen.getByRole('checkbox', { name: 'Select boot.iso' }))
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    const question = screen.getByRole('alertdialog', { name: 'Delete 2 entries?' })
    expect(textOf(question)).toContain('café-01, a folder')
    expect(textOf(question)).toContain('boot.iso, 2.0 KB')
    expect(startFileTasks).not.toHaveBeenCalled()
    await user.click(within(question).getByRole('button', { name: 'Delete' }))
    expect(startFileTasks).toHaveBeenCalledWith(key, [
      { do: 'delete', what: 'folder', path: 'caf+w6k--01' },
      { do: 'delete', what: 'file', path: 'boot.iso' },
    ])
    put({ runs: [run] })
    const jobs = await screen.findByRole('region', { name: 'File tasks' })
    expect(within(jobs).getAllByRole('listitem')).toHaveLength(2)
    expect(textOf(jobs)).toContain('boot.iso is in use.')
  })

  test('wiping a disk says what is lost before anything is sent', async () => {
    const startFileTask = vi.fn<ConsoleActions['startFileTask']>(async () => ok({ run: run.id }))
    history.replaceState(null, '', `/datastores/${key}?path=caf%2Bw6k--01`)
    const { user } = show({ actions: { startFileTask } })
    await user.click(await screen.findByRole('button', { name: 'disk.vmdk' }))
    await user.click(screen.getByRole('button', { name: 'Wipe disk' }))
    const question = screen.getByRole('alertdialog', { name: 'Wipe disk.vmdk?' })
    expect(textOf(question)).toMatch(/Every block of the disk \(1 GB\) is overwritten with zeros/)
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Keep the data' }))
    expect(startFileTask).not.toHaveBeenCalled()
    await user.click(within(question).getByRole('button', { name: 'Wipe disk' }))
    expect(startFileTask).toHaveBeenCalledWith(key, { do: 'wipeDisk', path: 'caf+w6k--01/disk.vmdk' })
  })
})

describe('an upload that another browser began', () => {
  const path = { kind: 'datastorePath', datastore: key, datastoreName: 'tank 50%25', path: 'iso/b+Kw-c.iso' } as const
  const run = anUpload({ subjects: [path], state: { at: 'running', percent: 40 } })

  test('is seen to move, and can be cancelled', async () => {
    const cancelRun = vi.fn<ConsoleActions['cancelRun']>(async () => ok(null))
    const { user } = show({ tables: { runs: [run] }, actions: { cancelRun } })
    const uploads = await screen.findByRole('region', { name: 'Uploads' })
    expect(textOf(uploads)).toContain('b+c.iso 4.0 GB to [tank 50%] iso, by m.okafor')
    expect(textOf(uploads)).toContain('Running, 40 %')
    expect(within(uploads).getByRole('progressbar', { name: 'Upload of b+c.iso' }).ariaValueNow).toBe('40')
    await user.click(within(uploads).getByRole('button', { name: 'Cancel the upload of b+c.iso' }))
    expect(cancelRun).toHaveBeenCalledWith(run.id)
  })

  test('says why it failed, and is put aside', async () => {
    const fault = { type: 'cut', message: 'It was cut: Andon was stopped.', chain: [] }
    const state = {
      at: 'ended',
      outcome: { kind: 'failed', fault },
      endedAt: '2026-11-22T10:06:00Z',
      following: false,
    } as const
    const { user } = show({ tables: { runs: [{ ...run, state }] } })
    const uploads = await screen.findByRole('region', { name: 'Uploads' })
    expect(textOf(within(uploads).getByRole('alert'))).toContain('It was cut: Andon was stopped.')
    await user.click(within(uploads).getByRole('button', { name: 'Dismiss b+c.iso' }))
    expect(screen.queryByRole('region', { name: 'Uploads' })).toBeNull()
  })
})

test('a datastore that goes while its page is open is told apart from one that never was', async () => {
  const { put } = show()
  await folderLink('café-01')
  put({ datastores: [] })
  expect(textOf(await screen.findByRole('alert'))).toContain('tank 50% is gone')
})
