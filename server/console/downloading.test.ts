import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { ok } from '@/lib/result'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import type { Download } from '../files/file-operations'
import { downloading } from './downloading'

const datastore = datastoreKey(connectionId('c1'), moid('datastore-1'))
const by = { username: 'anna', role: 'operator' } as const
const request = { path: 'x', head: false, signal: new AbortController().signal }

/** A download that the host answers so. */
function open(headers: Record<string, string>, note = async () => ({ at: '', seq: 1 }), head = false) {
  const body = head ? undefined : Readable.from(['abc'])
  const download: Download = { status: 200, headers, body, file: '[ds] x.iso' }
  const notes: unknown[] = []
  const opened = downloading(async () => ok(download), {
    note: (one) => {
      notes.push(one)
      return note()
    },
  })
  return { opened: opened(datastore, request, by), notes, body }
}

test.each([
  [{ 'content-length': '300000' }, 'Download of [ds] x.iso, 293.0 KB'],
  [{ 'content-length': '3', 'content-range': 'bytes 5-7/300' }, 'Download of [ds] x.iso, bytes 5 to 7 of 300'],
  [{ 'content-length': 'x', 'content-range': 'bytes <b>' }, 'Download of [ds] x.iso'],
])('who takes which file is in the record before anything of it leaves: %j', async (headers, text) => {
  let written = () => {}
  const { opened, notes, body } = open(headers, () => new Promise((done) => (written = () => done({ at: '', seq: 1 }))))
  await new Promise(setImmediate)
  expect(notes).toEqual([{ by: 'anna', text, connection: 'c1' }])
  expect(body?.readableFlowing).toBe(null)
  written()
  expect((await opened).ok).toBe(true)
})

test('what cannot be written down does not leave', async () => {
  const { opened, body } = open({}, () => Promise.reject(new Error('the disk is full')))
  await expect(opened).rejects.toThrow('the disk is full')
  expect(body?.destroyed).toBe(true)
})

test('who looks only how long a file is has not taken it', async () => {
  const { opened, notes } = open({}, undefined, true)
  expect((await opened).ok).toBe(true)
  expect(notes).toEqual([])
})
