import { describe, expect, test } from 'vitest'
import { connectionId, moid, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { RunOutcome, RunView } from '@/lib/runs/run'
import type { TaskView } from '@/lib/vsphere/task'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { aFileRun, person } from '@/lib/testing/run-fixtures'
import { deleteWords } from '../dialogs/delete-words'
import { isJobOver, jobWord, lookOfJob } from './file-job'

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
const running = aFileRun({ state: { at: 'running' } })
const ended = (outcome: RunOutcome, endedAt = '2026-11-22T14:00:09.000Z') =>
  aFileRun({ state: { at: 'ended', outcome, endedAt, following: false } })
const word = (run: RunView, live?: TaskView) => jobWord(lookOfJob(run, live))

describe('a run on files', () => {
  test('is followed from the call to its end', () => {
    expect(word(aFileRun({ state: { at: 'held' } }))).toBe('Not sent. It asks a person first, on the Board')
    expect(word(running)).toBe('Sent to the host')
    expect(word(running, task({ state: 'queued' }))).toBe('Queued')
    expect(word(running, task({ progress: 42 }))).toBe('Running, 42 %')
    expect(word(ended({ kind: 'succeeded' }))).toBe('Done in 9 s')
    expect(word(ended({ kind: 'succeeded' }, '2026-11-22T14:00:00.200Z'))).toBe('Done')
  })

  test('keeps its end when the live tables have forgotten the task', () => {
    const fault = { type: 'FileLocked', message: 'In use', chain: [] }
    const look = lookOfJob(ended({ kind: 'failed', fault }), undefined)
    expect(look).toMatchObject({ at: 'failed', fault: { message: 'In use' } })
    expect(isJobOver(look)).toBe(true)
  })

  test('a confirmed cancel is no failure; the request for one proves nothing', () => {
    expect(word(ended({ kind: 'cancelled', by: person }))).toBe('Cancelled')
    expect(word(running, task({ cancelled: true, progress: 5 }))).toBe('Running, 5 %')
  })

  test('that never began says why; one that nobody knows the end of says that', () => {
    const because = 'Andon was stopped before it sent anything. Nothing was started.'
    const refused = lookOfJob(ended({ kind: 'refused', refusal: { why: 'not-possible', because } }), undefined)
    expect(refused).toMatchObject({ at: 'refused', error: { sentence: because } })
    expect(jobWord(refused)).toBe('Not started')
    expect(word(ended({ kind: 'lost', reason: 'The connection was removed.' }))).toBe('Outcome unknown')
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
