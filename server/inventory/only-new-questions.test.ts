import { expect, test } from 'vitest'
import { moid } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import { tellsOnlyNew } from './only-new-questions'
import type { ReadBeforeRun } from './read-before-run'
import { openSimulated, run } from './testing/simulated-inventory'

type Known = Parameters<typeof tellsOnlyNew>[1]

const off = { powerState: 'poweredOff' } as VmView // all that is looked at
const read: ReadBeforeRun = { view: off, unfinishedTasks: [], listed: [moid('t1'), moid('t2')] }
const known: Known = { server: 'esx', isAsked: false, hasToldEnd: () => true }

const cases: [string, boolean, Partial<ReadBeforeRun>, Partial<Known>][] = [
  ['a VM that is off, and whose tasks were told to their ends', true, {}, {}],
  ['one that had no task lately', true, { listed: [] }, { hasToldEnd: () => false }],
  ['one that runs: its own process may have asked', false, { view: { powerState: 'poweredOn' } as VmView }, {}],
  ['one that is suspended', false, { view: { powerState: 'suspended' } as VmView }, {}],
  ['one that asks', false, { question: { id: 'q', text: '', choices: [], messages: [] } }, {}],
  ['one of which the stream has yet to tell that it asks no longer', false, {}, { isAsked: true }],
  ['one with a task that goes on', false, { unfinishedTasks: [{} as TaskView] }, {}],
  ['one with a task whose end is still to be told', false, {}, { hasToldEnd: (task) => task === moid('t1') }],
  ['a vCenter, which hears late of what is done at its hosts', false, {}, { server: 'vcenter' }],
  ['a server of which nothing is known', false, {}, { server: 'unknown' }],
]
test.each(cases)('%s: what is told from now on is new: %s', (_, expected, changes, others) => {
  expect(tellsOnlyNew({ ...read, ...changes }, { ...known, ...others })).toBe(expected)
})

test('a host that does not say which tasks the VM had: nothing is known', () => {
  const { listed: _, ...unsaid } = read
  expect(tellsOnlyNew(unsaid, known)).toBe(false)
})

test('a stand-alone host is known to tell only new questions of a VM that is off, before its first task and after it', async () => {
  const watched = await openSimulated()
  const { inventory, until } = watched
  const { moid: vm } = watched.vm('100% test')
  expect(await inventory.readBeforeRun(vm)).toMatchObject({ tellsOnlyNew: true })
  expect((await run(watched, '100% test', { verb: 'powerOn' }))?.state).toBe('success')
  await until(() => watched.vm('100% test').powerState === 'poweredOn')
  expect(await inventory.readBeforeRun(vm)).not.toHaveProperty('tellsOnlyNew')
  expect((await run(watched, '100% test', { verb: 'powerOff' }))?.state).toBe('success')
  await until(() => watched.vm('100% test').powerState === 'poweredOff')
  expect(await inventory.readBeforeRun(vm)).toMatchObject({ tellsOnlyNew: true })
})
