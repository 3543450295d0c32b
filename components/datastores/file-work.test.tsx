import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { FileRequest } from '@/lib/files/file-request'
import { failed, ok } from '@/lib/result'
import type { RunOutcome, RunState } from '@/lib/runs/run'
import { aFileRun, anUpload } from '@/lib/testing/run-fixtures'
import { aTask } from '../testing/vm-fixtures'
import { key, vm, show, textOf, folderLink } from './testing/show-datastore'

beforeEach(() => {
  // jsdom lays nothing out: a window of 20 rows stands in for the screen.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  history.replaceState(null, '', `/datastores/${key}`)
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
