import { describe, expect, test } from 'vitest'
import { connectionId, datastoreKey, moid, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { deleteWords } from '../dialogs/delete-words'
import { isJobOver, jobWord, lookOfJob, type FileJob } from './file-job'

const key = taskKey(connectionId('c'), moid('task-1'))
const task = (changes: Partial<TaskView>): TaskView => ({
  key,
  connection: connectionId('c'),
  entityName: 'ssd',
  descriptionId: 'FileManager.deleteFile',
  state: 'running',
  cancelable: true,
  cancelled: false,
  queueTime: '2026-11-22T10:00:00Z',
  ...changes,
})
const job = (started: FileJob['started']): FileJob => ({
  id: 1,
  datastore: datastoreKey(connectionId('c'), moid('d')),
  request: { do: 'delete', what: 'file', path: 'a' },
  words: 'Delete [ssd] a',
  askedAt: 0,
  started,
})
const word = (started: FileJob['started'], live?: TaskView) => jobWord(lookOfJob(job(started), live))

describe('a job', () => {
  test('is followed from the call to its end', () => {
    const started = { at: 'task', task: key } as const
    expect(word(started)).toBe('Sent to the host')
    expect(word(started, task({ state: 'queued' }))).toBe('Queued')
    expect(word(started, task({ progress: 42 }))).toBe('Running, 42 %')
    expect(word(started, task({ state: 'success', completeTime: '2026-11-22T10:00:09Z' }))).toBe('Done in 9 s')
    expect(word(started, task({ state: 'success', completeTime: '2026-11-22T10:00:00.200Z' }))).toBe('Done')
  })

  test('keeps its end when the live tables have forgotten the task', () => {
    const last = task({ state: 'error', fault: { type: 'FileLocked', message: 'In use', chain: [] } })
    const look = lookOfJob(job({ at: 'task', task: key, last }), undefined)
    expect(look).toMatchObject({ at: 'failed', fault: { message: 'In use' } })
    expect(isJobOver(look)).toBe(true)
  })

  test('a confirmed cancel is no failure; the request for one proves nothing', () => {
    const started = { at: 'task', task: key } as const
    const fault = { type: 'RequestCanceled', message: 'Cancelled', chain: [] }
    expect(word(started, task({ state: 'error', fault }))).toBe('Cancelled')
    expect(word(started, task({ cancelled: true, progress: 5 }))).toBe('Running, 5 %')
  })

  test('without a task it is done, refused it is not started', () => {
    expect(word({ at: 'done' })).toBe('Done')
    expect(word({ at: 'refused', error: { blame: 'ours', code: 'x', sentence: 'No.' } })).toBe('Not started')
  })
})

describe('before something is deleted', () => {
  const entry = (name: string, changes: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
    storedName: name,
    name,
    lossy: false,
    kind: 'file',
    ...changes,
  })

  test('each of several is named with its size, and the rest are counted', () => {
    const many = Array.from({ length: 11 }, (_, i) => entry(`f${i}`, { sizeBytes: 1024 }))
    const words = deleteWords([entry('old', { kind: 'folder' }), ...many], [])
    expect(words.title).toBe('Delete 12 entries?')
    expect(words.names.slice(0, 2)).toEqual(['old, a folder', 'f0, 1.0 KB'])
    expect(words.names.length + words.more).toBe(12)
  })

  test('files alone hold nothing besides', () =>
    expect(deleteWords([entry('a', { sizeBytes: 1024 }), entry('b')], []).lost).toBe(
      '2 files are deleted, 1.0 KB. It cannot be undone.',
    ))

  test('a disk beside the configuration of a VM is warned of', () => {
    const vm = { key: vmKey(connectionId('c'), moid('1')), name: 'web-1' }
    const config = entry('web-1.vmx', { kind: 'vmConfig', vm })
    const disk = entry('web-1.vmdk', { kind: 'disk' })
    expect(deleteWords([disk], [config, disk]).warning).toMatch(/"web-1" lies in this folder/)
    expect(deleteWords([entry('x.iso')], [config, disk]).warning).toBeUndefined()
    expect(deleteWords([config, disk], [config, disk]).warning).toBeUndefined()
  })
})
