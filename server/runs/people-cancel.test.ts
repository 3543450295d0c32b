import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  connection,
  kinds,
  openBench,
  otherPerson,
  outcomeOf,
  person,
  serial,
  taskOf,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('people who cancel', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  test('a person’s cancel beside the run’s own that comes to nothing leaves the run blocked, not running', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.on.cancelTask = () => Promise.reject(fault('NotSupported'))
    await settled()
    bench.host.ask('12', serial())
    const written = deferred()
    // The run has decided to cancel, and writes what led to it; a person presses in that moment.
    bench.journal.append = async (entry) => {
      if (entry.event.kind === 'question-raised') await written.promise
      return bench.store.journal.append(entry)
    }
    await Promise.resolve()
    const press = bench.runs.cancelTask(taskOf('task-1'), person)
    written.resolve()
    expect((await press).ok).toBe(false)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-refused' })
  })

  test('a person cancels a run’s task: cancelled, by name', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
    await settled()
    expect(await bench.runs.cancelTask(taskOf('task-1'), person)).toEqual({ ok: true, value: null })
    expect(bench.hub.get('tasks', taskOf('task-1'))).toMatchObject({ run: run.id, cancelRequestedBy: 'm.okafor' })
    expect(await bench.runs.cancelTask(taskOf('task-1'), otherPerson)).toMatchObject({
      ok: false,
      error: {
        code: 'cancel-pending',
        sentence: 'Cancel was already requested by m.okafor.',
        at: new Date(bench.clock.now()).toISOString(),
      },
    })
    bench.endTask('error')
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['cancel-sent', 'cancel-taken', 'progress', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'cancelled', by: person })
    expect(after.error).toBeUndefined()
  })

  test('a person’s cancel that comes to nothing leaves the run running', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
    await settled()
    bench.host.on.cancelTask = () => Promise.reject(fault('NotSupported'))
    expect(await bench.runs.cancelTask(taskOf('task-1'), person)).toMatchObject({
      ok: false,
      error: { sentence: 'The host refuses: PowerOnVM_Task is not cancelable' },
    })
    expect((await bench.see(run)).state).toEqual({ at: 'running', percent: 62 })
    bench.host.on.cancelTask = () => new Promise(() => undefined)
    const press = bench.runs.cancelTask(taskOf('task-1'), person)
    await bench.clock.pass(30_000)
    expect(await press).toMatchObject({ ok: false, error: { code: 'cancel-unanswered' } })
    expect((await bench.see(run)).state).toEqual({ at: 'running', percent: 62 })
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test.each([
    ['its process was killed before the reply', 'before' as const],
    ['the host did not reply in time', 'after' as const],
  ])(
    'a task that was cancelled after a request without a known reply was probably cancelled by that: %s',
    async (_why, when) => {
      const run = await bench.begin()
      bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
      await settled()
      bench.host.on.cancelTask = () => new Promise(() => undefined)
      void bench.runs.cancelTask(taskOf('task-1'), person)
      await settled()
      if (when === 'before') await bench.kill()
      else await bench.clock.pass(30_000)
      bench.endTask('error')
      expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'cancelled', by: person, probable: true })
    },
  )

  test('a task that a person cancelled before its run was known to have it was cancelled by that person', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
    await settled()
    const about = { actor: person, task: taskOf('task-1'), connection }
    await bench.store.journal.append({ ...about, event: { kind: 'cancel-sent', because: 'person' } })
    await bench.restart(() => bench.endTask('error'))
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'cancelled', by: person, probable: true })
  })

  test('a request without a known reply does not keep a run from cancelling by itself later', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
    await settled()
    bench.host.on.cancelTask = () => new Promise(() => undefined)
    void bench.runs.cancelTask(taskOf('task-1'), person)
    await bench.clock.pass(30_000)
    delete bench.host.on.cancelTask
    bench.host.ask('12', serial())
    await settled()
    expect(bench.host.calls.filter((call) => call.startsWith('cancelTask'))).toHaveLength(2)
    bench.endTask('error')
    expect(outcomeOf(await bench.see(run))).toEqual({
      kind: 'cancelled',
      by: { kind: 'autoAnswer', setBy: bench.policy.setBy },
    })
  })

  test('a task that cannot be cancelled is not asked to be', async () => {
    bench.host.putTask({ moid: 'task-7', vm: '12', cancelable: false })
    bench.host.putTask({ moid: 'task-8', vm: '12', cancelable: true, state: 'success' })
    const code = async (task: string) => {
      const result = await bench.runs.cancelTask(taskOf(task), person)
      return result.ok ? 'ok' : result.error.code
    }
    expect(await code('task-7')).toBe('not-cancelable')
    expect(await code('task-8')).toBe('task-over')
    expect(await code('task-9')).toBe('no-such-task')
    expect(bench.host.calls).toEqual([])
  })

  test('a cancel of a task that was not started here is in the journal', async () => {
    bench.host.putTask({ moid: 'task-7', vm: '12', cancelable: true })
    expect((await bench.runs.cancelTask(taskOf('task-7'), person)).ok).toBe(true)
    expect((await bench.store.journal.readHistory({})).notes).toMatchObject([{ by: 'm.okafor' }])
    expect(bench.log).toEqual(['journal cancel-sent', 'call cancelTask', 'journal cancel-taken'])
  })

  test('a person’s cancel under way when the question comes counts as the run’s: refused, it is left blocked', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    const reply = deferred()
    bench.host.on.cancelTask = () => reply.promise
    const press = bench.runs.cancelTask(taskOf('task-1'), person)
    await settled()
    bench.host.ask('12', serial())
    await settled()
    reply.reject(fault('NotSupported'))
    expect((await press).ok).toBe(false)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-refused' })
    expect(bench.host.calls.filter((call) => call.startsWith('cancelTask'))).toHaveLength(1)
  })
})
