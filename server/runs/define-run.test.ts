import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Asked, StepEvent } from '@/lib/runs/run'
import { moid, taskKey, type DatastoreKey } from '@/lib/vsphere/ids'
import { tester, valueOf } from '../files/testing/file-rig'
import { kindsOf, openFileRuns, outcomeOf, subjectAt } from './testing/file-runs-rig'

/** A VM that is defined when Andon is stopped in the middle, at each step: it is made once, or nothing of it is left. */

const text =
  'config.version = "8"\nvirtualHW.version = "13"\ndisplayName = "left"\nguestOS = "other-64"\nmemsize = "64"\nnumvcpus = "1"\n'
const bytes = Buffer.from(text)
const checksum = createHash('sha256').update(bytes).digest('hex')
const path = 'left/left.vmx'
const temporary = `${path}.0a1b2c3d.andon-upload`

const defining = (store: DatastoreKey): Asked => ({
  kind: 'file',
  subjects: [subjectAt(store, path)],
  request: { do: 'defineVm', path, name: 'left', format: 'vmx' },
})
const writing: StepEvent = { kind: 'writing', temporary, bytes: bytes.length, checksum, makesFolder: 'left' }
const placing: StepEvent = { kind: 'placing', method: 'MoveDatastoreFile_Task' }
const sent: StepEvent = { kind: 'start-sent', method: 'RegisterVM_Task' }

/** A host on whose datastore the VMX is in its place. */
async function withFile() {
  const rig = await openFileRuns()
  const { ask, store, ended } = rig
  await ended(await ask.startFileTask(store, { do: 'makeFolder', folder: '', name: 'left' }, tester))
  const request = { folder: 'left', name: 'left.vmx', overwrite: false, length: bytes.length }
  valueOf(
    await rig.runs.upload(
      store,
      { ...request, body: Readable.from([bytes]), signal: new AbortController().signal },
      { kind: 'person', name: tester.username },
    ),
  )
  const isThere = () => [...rig.inventory.vms.values()].some(({ name }) => name === 'left')
  return { ...rig, isThere }
}

describe('after a restart', () => {
  test('before anything was sent nothing is: the text went with the process', async () => {
    const { store, left, takeUp, overOf, names } = await openFileRuns()
    const run = await left(defining(store), [])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'refused' })
    expect(await names()).not.toContain('left')
  })

  test('what was not in its place yet is cut, and its temporary file is removed', async () => {
    const { store, left, takeUp, overOf, runs, names } = await withFile()
    const signal = new AbortController().signal
    await runs.upload(
      store,
      {
        folder: 'left',
        name: `left.vmx.0a1b2c3d.andon-upload`,
        overwrite: false,
        length: 1,
        body: Readable.from(['x']),
        signal,
      },
      { kind: 'person', name: tester.username },
    )
    const run = await left(defining(store), [writing])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'cut' } })
    expect(await names('left')).toEqual(['left.vmx'])
  })

  test('what is in its place is registered, once', async () => {
    const { store, left, takeUp, overOf, until, isThere, host } = await withFile()
    const run = await left(defining(store), [writing, placing])
    await takeUp()
    const over = await overOf(run)
    expect(outcomeOf(over)).toMatchObject({ kind: 'succeeded', made: expect.any(String) })
    await until(isThere)
    expect(host.calls.filter(({ method }) => method === 'RegisterVM_Task')).toHaveLength(1)
    expect(kindsOf(over)).toEqual(expect.arrayContaining(['writing', 'placing', 'start-sent', 'started', 'ended']))
  })

  test('a call whose reply was not recorded is looked for, and not sent again', async () => {
    const { store, left, takeUp, overOf, host } = await withFile()
    const run = await left(defining(store), [writing, placing, sent])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
    expect(host.calls.filter(({ method }) => method === 'RegisterVM_Task')).toHaveLength(0)
  })

  test('what nobody knows of is left where it is, and said', async () => {
    const { store, left, takeUp, overOf, inventory, names } = await withFile()
    const task = taskKey(inventory.id, moid('haTask-gone'))
    const run = await left(defining(store), [
      writing,
      placing,
      sent,
      { kind: 'started', method: 'RegisterVM_Task', task },
    ])
    await takeUp()
    expect(outcomeOf(await overOf(run))).toMatchObject({ kind: 'lost' })
    expect(await names('left')).toEqual(['left.vmx'])
  })

  test('a VMX that somebody has changed since is not taken back, and the fault says where it lies', async () => {
    const { store, left, takeUp, overOf, names } = await withFile()
    const run = await left(defining(store), [{ ...writing, checksum: 'a'.repeat(64) }, placing, sent])
    await takeUp()
    const outcome = outcomeOf(await overOf(run))
    expect(outcome?.kind === 'failed' && outcome.fault.message).toMatch(
      /Its VMX is left at \[datastore1\] left\/left\.vmx: Somebody has changed it since\. Register it, or delete it\./,
    )
    expect(await names('left')).toEqual(['left.vmx'])
  })
})
