import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { moid, moRef, vmKey } from '@/lib/vsphere/ids'
import { VimFault, WireError } from '../vsphere/errors'
import type { CopyStep } from '../files/copy-vm'
import { concludeCopy } from './copy-rest'
import { step } from './copy-step'
import { connection, noWrites, onSsd, scriptedWork } from './testing/scripted-work'

/**
 * The registration is what cannot be taken back: once it may have come to the host, the files of the copy are a VM's. A journal
 * that could not be written in that moment, and a cancel, had them deleted.
 */

/** A copy that has made its folder. */
async function copying(fails?: (event: StepEvent) => boolean) {
  const subjects = [{ kind: 'vm', key: vmKey(connection, moid('1')), name: 'web' } as const, onSsd('web-02')] as const
  const request = { verb: 'copy', name: 'web-02' } as const
  const rig = scriptedWork({ kind: 'vmCopy', subjects, request }, fails)
  await rig.run.record({ kind: 'start-sent', method: 'MakeDirectory' })
  await rig.run.record({ kind: 'started', method: 'MakeDirectory' })
  return rig
}

const registering = (start: CopyStep['start']): CopyStep => ({ method: 'RegisterVM_Task', start })

test('a registration that could not be written down is no failure: nothing is taken away, and the run has no end', async () => {
  const { run, sent, outcome } = await copying((event) => event.kind === 'started' && event.task !== undefined)
  const register = registering(async () => moRef('Task', 'task-1'))
  await expect(concludeCopy(run, () => step(run, register))).rejects.toBe(noWrites)
  expect([sent, outcome()]).toEqual([[], undefined])
})

test('a cancel while the reply to the registration is looked for leaves the files where they are, and says where', async () => {
  const { run, sent, outcome, cancel } = await copying()
  const register = registering(async () => {
    cancel()
    throw new WireError('connection-cut', 'in the middle of the reply')
  })
  await concludeCopy(run, () => step(run, register))
  expect(outcome()).toMatchObject({
    kind: 'lost',
    reason: expect.stringMatching(/registered is not known[^]*What was copied lies at \[ssd\] web-02\./),
  })
  expect(sent).toEqual([])
})

test('a registration that the host refuses since somebody else has one from the same file takes no files away', async () => {
  const { run, sent, outcome } = await copying()
  const fault = { type: 'AlreadyExists', message: 'It is registered.', chain: [] }
  await concludeCopy(run, () =>
    step(
      run,
      registering(() => Promise.reject(new VimFault(fault))),
    ),
  )
  expect(outcome()).toMatchObject({ kind: 'failed', fault: { type: 'AlreadyExists' } })
  expect(sent).toEqual([])
})
