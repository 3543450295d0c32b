/**
 * History had no tasks of others: they were shown for 15 minutes, and then "nothing" had happened. Each is written once,
 * when it has ended; ours are in their runs, and what is only a way of reading is in nothing.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TaskView } from '@/lib/vsphere/task'
import { moRef } from '@/lib/vsphere/ids'
import { tester, valueOf } from '../files/testing/file-rig'
import { openFileRuns } from './testing/file-runs-rig'
import { openBench, vm, type Bench } from './testing/run-rig'
import { deferred, settled } from './testing/turned-clock'

const notedIn = async (journal: Bench['store']['journal']): Promise<TaskView[]> =>
  (await journal.readHistory({})).notes.flatMap(({ content }) => (content.kind === 'task' ? [content.task] : []))

describe('a task that no run began', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })
  afterEach(() => bench.close())

  const settle = () => bench.clock.pass(10_000)
  const noted = async () => {
    await settled()
    return notedIn(bench.store.journal)
  }
  const foreign = { moid: 'task-9', vm: '12', startedBy: 'DOM\\j.meyer' }
  const end = (changes: Partial<TaskView> = {}) =>
    bench.host.putTask({
      ...foreign,
      ...changes,
      moid: 'task-9',
      vm: '12',
      state: changes.state ?? 'success',
      completeTime: '2026-11-22T14:00:07Z',
    })

  test('is written when it has ended, with who, what, when and how; and found by VM, person, name and outcome', async () => {
    bench.host.putTask(foreign)
    await settle()
    expect(await noted()).toEqual([])
    const fault = { type: 'NoDiskSpace', message: 'No space left.', chain: [] }
    const task = end({ state: 'error', fault })
    await settle()
    expect(await noted()).toEqual([task])
    const { journal } = bench.store
    for (const filter of [{ vm }, { text: 'j.meyer' }, { text: 'Power on' }, { outcome: 'failed' }]) {
      expect((await journal.readHistory(filter)).notes).toHaveLength(1)
    }
    expect((await journal.readHistory({ outcome: 'succeeded' })).notes).toEqual([])
  })

  test('is written once, whatever is told again, and by later lives', async () => {
    end()
    await settle()
    end({ entityName: 'renamed' })
    bench.host.contact({ at: 'lost', since: '', reason: 'cut' })
    bench.host.contact({ at: 'live', since: '', lastAnswerAt: '' })
    await settle()
    await bench.restart()
    await settle()
    expect(await noted()).toHaveLength(1)
  })

  test('that ended while Andon was stopped is written by the next life', async () => {
    bench.host.putTask(foreign)
    await bench.restart(() => end())
    await settle()
    expect(await noted()).toHaveLength(1)
  })

  test('that the host forgot before it told its end has none that is known', async () => {
    bench.host.putTask(foreign)
    await settle()
    bench.host.report('task-9', { kind: 'task-gone' })
    await settle()
    expect(await noted()).toMatchObject([{ state: 'running' }])
    expect((await bench.store.journal.readHistory({ outcome: 'lost' })).notes).toHaveLength(1)
  })

  test('is another one when a host that was started again gives its id anew', async () => {
    end({ queueTime: '2026-11-22T10:00:00Z' })
    await settle()
    end({ queueTime: '2026-11-22T13:59:00Z' })
    await settle()
    expect(await noted()).toHaveLength(2)
  })

  test('is not one of ours, before the reply to its start or after its run', async () => {
    const reply = deferred()
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      bench.endTask('success')
      await reply.promise
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    await bench.begin()
    await settle()
    await settle()
    reply.resolve()
    await settled()
    await settle()
    await bench.restart()
    await settle()
    expect(await noted()).toEqual([])
  })
})

test('over the wire: those of others, and not the searches and moves that are only ways of reading and writing', async () => {
  const { host, until, inventory, takeUp, ask, key, ...rig } = await openFileRuns()
  const life = await takeUp()
  const checksum = valueOf(await ask.readVmx(key('build|agent "7"'), tester)).checksum
  valueOf(await ask.browseDatastore(rig.store, ''))
  const edits = [{ key: 'memsize', value: '3072' }]
  valueOf(await ask.saveVmx(key('build|agent "7"'), { expectedChecksum: checksum, edits }, tester))
  const task = host.startTask('web-frontend', {
    descriptionId: 'x.y',
    method: 'Foreign_Task',
    userName: 'j.meyer',
    ms: 1,
  })
  const found = () => [...inventory.tasks.values()].find((one) => one.key.endsWith(task.value))
  await until(() => found()?.state === 'success')
  await life.close()
  expect(await notedIn(rig.journal)).toMatchObject([{ name: 'Foreign_Task', startedBy: 'j.meyer', state: 'success' }])
})
