/**
 * A temporary file that could not be removed when its upload failed, since the host was away or had it open, stayed for
 * good. It is removed later, and the run says until then that it lies there.
 */
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { leftBehind } from '@/lib/runs/fold-run'
import type { Asked } from '@/lib/runs/run'
import type { RunId } from '@/lib/vsphere/ids'
import { valueOf } from '../files/testing/file-rig'
import { kindsOf, openFileRuns, subjectAt } from './testing/file-runs-rig'

const method = 'DeleteDatastoreFile_Task'
const isCleared = (run: Parameters<typeof leftBehind>[0]) => leftBehind(run) === undefined

describe('what an upload left on the datastore', () => {
  test('while the host was away is removed when contact is back', async () => {
    const { upload, host, overOf, untilRun, until, inventory, names } = await openFileRuns()
    const before = await names()
    async function* body() {
      yield Buffer.from('half')
      host.drop()
      yield Buffer.from('half')
    }
    const stopRefusing = host.fail({ method, dropConnection: true })
    const answer = await upload('a.bin', Readable.from(body(), { objectMode: false }))
    expect(answer.ok).toBe(false)
    const run = await overOf('run-1' as RunId)
    const temporary = leftBehind(run)
    expect(temporary).toMatch(/^a\.bin\..*\.andon-upload$/)
    stopRefusing()
    inventory.retryNow()
    await until(() => inventory.state.at === 'live')
    const after = await untilRun(run.id, isCleared)
    expect(kindsOf(after).slice(-2)).toEqual(['ended', 'cleared'])
    expect(await names()).toEqual(before)
  })

  test('is removed by a later life of the process', async () => {
    const { store, left, upload, takeUp, untilRun, names } = await openFileRuns()
    const before = await names()
    const temporary = 'a.bin.0a1b2c3d.andon-upload'
    valueOf(await upload(temporary, Readable.from([Buffer.from('12345678')])))
    const asked: Asked = {
      kind: 'upload',
      subjects: [subjectAt(store, 'a.bin')],
      request: { bytes: 8, overwrite: false },
    }
    const fault = { type: 'cut', message: 'cut', chain: [] }
    const run = await left(asked, [
      { kind: 'writing', temporary, bytes: 8 },
      { kind: 'cleared', temporary, left: 'The host was away.' },
      { kind: 'ended', outcome: { kind: 'failed', fault } },
    ])
    await takeUp()
    await untilRun(run, isCleared)
    expect(await names()).toEqual(before)
  })

  test('and somebody else has removed is no longer said to be there', async () => {
    const { store, left, takeUp, untilRun } = await openFileRuns()
    const asked: Asked = {
      kind: 'upload',
      subjects: [subjectAt(store, 'a.bin')],
      request: { bytes: 8, overwrite: false },
    }
    const temporary = 'gone.andon-upload'
    const run = await left(asked, [
      { kind: 'writing', temporary, bytes: 8 },
      { kind: 'cleared', temporary, left: 'The host was away.' },
      { kind: 'ended', outcome: { kind: 'failed', fault: { type: 'cut', message: 'cut', chain: [] } } },
    ])
    await takeUp()
    await untilRun(run, isCleared)
  })
})
