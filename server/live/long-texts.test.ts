/**
 * The story: one fault text of 8 MB made the snapshot 15 MiB and sent 76 MiB to one browser in 20 s. What a host says is of a
 * sensible length from the moment that it is read, and says where it was cut.
 */
import { afterEach, expect, test } from 'vitest'
import { splitKey } from '@/lib/vsphere/ids'
import { outcomeOf } from '../runs/testing/run-rig'
import { openSimulated } from './testing/simulated-console'

const closings: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

const long = 'y'.repeat(2 ** 18)
const cut = /^y{1000,8000}… \(cut here: the server sent 262,144 characters\)$/

test('whatever a host says at any length, the state of all screens stays small, and what was cut says so', async () => {
  const { console, close } = await openSimulated()
  closings.push(close)
  const { host, hub, inventory } = console
  host.fail({ method: 'PowerOnVM_Task', times: 1, fault: { type: 'InvalidState', message: 'y'.repeat(8 * 2 ** 20) } })
  const run = await console.ended(await console.begin('slow-to-start'))
  expect(JSON.stringify(outcomeOf(run))).toContain('(cut here: the server sent 8,388,608 characters)')

  const before = console.vm('web-frontend')
  host.ask('web-frontend', {
    text: long,
    choices: [
      { key: '0', label: long, summary: long },
      { key: long, label: 'A key that is none', summary: 'A key that is none' },
    ],
    defaultIndex: 0,
  })
  const key = await console.question('web-frontend')
  const question = hub.get('questions', key)?.question
  expect(question?.text).toMatch(cut)
  expect(question?.choices).toEqual([
    { key: '0', label: expect.stringMatching(cut), summary: expect.stringMatching(cut) },
  ])

  host.world.update(host.vm('web-frontend'), { name: long })
  await console.until(() => inventory.vms.get(before)?.name.startsWith('yyy') === true)
  expect(inventory.vms.get(before)?.name).toMatch(cut)

  host.world.update(host.vm('disk-full'), { 'config.annotation': long })
  const { moid } = splitKey(console.vm('disk-full')) ?? {}
  if (moid === undefined) throw new Error('a key names its VM')
  expect((await inventory.readVmDetail(moid)).note).toMatch(cut)

  expect(JSON.stringify(hub.tables()).length).toBeLessThan(300_000)
  expect(JSON.stringify(await console.store.journal.readRun(run.id)).length).toBeLessThan(100_000)
})
