import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WireError } from '../vsphere/errors'
import {
  keyOf,
  kinds,
  openBench,
  otherPerson,
  outcomeOf,
  person,
  serial,
  stepOf,
  taskOf,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

const answers = () => bench.host.calls.filter((call) => call.startsWith('answerVm'))
const end = (state: 'success' | 'error', type = 'RequestCanceled') =>
  bench.host.putTask({
    moid: 'task-1',
    vm: '12',
    state,
    ...(state === 'error' ? { fault: { type, message: type, chain: [] } } : {}),
  })

describe('people', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  test('two operators at once: one answer is sent, the second is told who was first, and when', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    const first = bench.runs.answer(keyOf(question), '0', otherPerson)
    const second = bench.runs.answer(keyOf(question), '1', person)
    await settled()
    reply.resolve()
    expect(await first).toEqual({ ok: true, value: null })
    expect(await second).toMatchObject({
      ok: false,
      error: {
        code: 'already-answered',
        sentence: expect.stringMatching(/^Already answered 'Append' by a\.haddad at \d\d:\d\d:\d\d\.$/),
      },
    })
    expect(answers()).toEqual([`answerVm 12 ${question.id} 0`])
    bench.host.ask('12', undefined)
    expect(await bench.runs.answer(keyOf(question), '1', person)).toMatchObject({
      ok: false,
      error: { code: 'already-answered' },
    })
  })

  test('an answer to a task that was not started here is in the journal under the person’s name', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await bench.runs.answer(keyOf(question), '1', person)
    const { notes } = await bench.store.journal.readHistory({})
    expect(notes).toMatchObject([
      {
        by: 'm.okafor',
        content: { event: { kind: 'answered', choice: { summary: 'Replace' } }, vmName: 'build|agent "7"' },
      },
    ])
    expect(bench.log).toEqual(['journal answer-sent', 'call answerVm', 'journal answered'])
  })

  test('an answer that is not offered, or to a question that is not asked, is not sent', async () => {
    const question = serial()
    const code = async (key: string, choice: string) => {
      const result = await bench.runs.answer(key as ReturnType<typeof keyOf>, choice, person) // as a browser may send it
      return result.ok ? 'ok' : result.error.code
    }
    expect(await code(keyOf(question), '0')).toBe('no-such-question')
    bench.host.ask('12', question)
    expect(await code(keyOf(question), '7')).toBe('no-such-choice')
    expect(await code(keyOf(serial()), '0')).toBe('no-such-question')
    expect(await code('c9/12/1', '0')).toBe('no-connection')
    expect(await code('%', '0')).toBe('no-such-question')
    expect(answers()).toEqual([])
  })

  test('what the host says to a person’s answer comes back as a sentence', async () => {
    const said = async (error: unknown, gone: boolean) => {
      const question = serial()
      bench.host.ask('12', question)
      bench.host.on.answerVm = () => {
        if (gone) bench.host.ask('12', undefined)
        return Promise.reject(error)
      }
      const result = await bench.runs.answer(keyOf(question), '0', person)
      return result.ok ? 'ok' : result.error.sentence
    }
    expect(await said(fault('ConcurrentAccess'), true)).toBe('Somebody outside Andon answered first.')
    expect(await said(fault('NoPermission', 'Permission denied.'), false)).toBe(
      'The host did not take the answer: Permission denied.',
    )
    expect(await said(new WireError('timed-out', 'no reply'), false)).toMatch(/did not say whether it took it/)
  })

  test('an answer that failed can be given again', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(new WireError('timed-out', 'no reply'))
    expect((await bench.runs.answer(keyOf(question), '0', person)).ok).toBe(false)
    delete bench.host.on.answerVm
    expect((await bench.runs.answer(keyOf(question), '0', person)).ok).toBe(true)
  })

  test('a question that comes back under the id of one that was answered can be answered', async () => {
    const question = serial({ id: '_vmx1' })
    bench.host.ask('12', question)
    await bench.runs.answer(keyOf(question), '2', person)
    bench.host.ask('12', undefined)
    await bench.clock.pass(60_000)
    bench.host.ask('12', question)
    expect((await bench.runs.answer(keyOf(question), '0', otherPerson)).ok).toBe(true)
    expect(answers()).toHaveLength(2)
  })

  test('what was sent is remembered for an hour, whatever became of it', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(fault('NoPermission'))
    await bench.runs.answer(keyOf(question), '0', person)
    await bench.clock.pass(59 * 60_000)
    const state = () => bench.hub.get('questions', keyOf(question))?.state
    expect(state()).toMatchObject({ at: 'waiting', why: { why: 'person-failed', by: 'm.okafor' } })
    await bench.clock.pass(60_000)
    expect(state()).toMatchObject({ at: 'waiting', why: { why: 'auto-answer-off' } })
  })

  test.each([
    ['fails', fault('NoPermission', 'Permission denied.')],
    ['is never confirmed', new WireError('timed-out', 'no reply')],
  ])(
    'a person’s answer that %s after the run’s cancel failed leaves the run blocked, not running',
    async (_, error) => {
      const run = await bench.begin()
      bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
      const [cancel, reply] = [deferred(), deferred()]
      bench.host.on.cancelTask = () => cancel.promise
      bench.host.on.answerVm = () => reply.promise
      const question = serial()
      bench.host.ask('12', question)
      await settled()
      const press = bench.runs.answer(keyOf(question), '0', person)
      await settled()
      cancel.reject(fault('NotSupported'))
      await settled()
      reply.reject(error)
      expect((await press).ok).toBe(false)
      expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-refused' })
    },
  )

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

  test('a person is faster than auto-answer: the run says who', async () => {
    await bench.close()
    bench = await openBench({ autoAnswer: true })
    const run = await bench.begin()
    const question = serial()
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    bench.host.ask('12', question)
    const press = bench.runs.answer(keyOf(question), '1', person)
    await settled()
    reply.resolve()
    await settled()
    expect((await press).ok).toBe(true)
    expect(answers()).toEqual([`answerVm 12 ${question.id} 1`])
    const after = await bench.see(run)
    expect(stepOf(after, 'answered')?.actor).toEqual(person)
    expect(kinds(after).filter((kind) => kind === 'answered')).toHaveLength(1)
  })

  test('a person cancels a run’s task: cancelled, by name', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true, progress: 62 })
    await settled()
    expect(await bench.runs.cancelTask(taskOf('task-1'), person)).toEqual({ ok: true, value: null })
    expect(bench.hub.get('tasks', taskOf('task-1'))).toMatchObject({ run: run.id, cancelRequestedBy: 'm.okafor' })
    expect(await bench.runs.cancelTask(taskOf('task-1'), otherPerson)).toMatchObject({
      ok: false,
      error: { code: 'cancel-pending' },
    })
    end('error')
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
    end('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
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

  test('without contact nothing is sent, and that is what is said', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.putTask({ moid: 'task-7', vm: '12', cancelable: true })
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    const said = {
      ok: false,
      error: { code: 'no-contact', sentence: 'No contact with esx-edge-07. Nothing was sent.' },
    }
    expect(await bench.runs.answer(keyOf(question), '0', person)).toMatchObject(said)
    expect(await bench.runs.cancelTask(taskOf('task-7'), person)).toMatchObject(said)
    expect(bench.log).toEqual([])
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
