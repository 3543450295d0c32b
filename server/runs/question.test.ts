import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
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
  withoutDefault,
  type Bench,
} from './run-rig'
import { fault } from './scripted-inventory'
import { deferred, settled } from './turned-clock'

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

describe('auto-answer on', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: true })
  })

  test('a question is answered with the default, and the task goes on to its end', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', progress: 47 })
    const question = serial({ defaultIndex: 1 })
    bench.host.ask('12', question)
    await settled()
    bench.host.ask('12', undefined)
    end('success')
    const after = await bench.see(run)
    expect(answers()).toEqual([`answerVm 12 ${question.id} 1`])
    expect(kinds(after)).toEqual([
      'requested',
      'checked',
      'start-sent',
      'started',
      'progress',
      'question-raised',
      'answer-sent',
      'answered',
      'ended',
    ])
    expect(stepOf(after, 'answered')).toMatchObject({
      actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      event: { isDefault: true, choice: { key: '1' } },
    })
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toBeUndefined()
    expect(bench.host.followers('task-1')).toBe(0)
  })

  test('a question that is there before the task is reported is not missed', async () => {
    bench.host.on.startTask = async () => {
      bench.host.ask('12', serial())
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    const run = await bench.begin()
    expect(kinds(run).slice(-3)).toEqual(['question-raised', 'answer-sent', 'answered'])
  })

  test('several questions in one task are all answered', async () => {
    const run = await bench.begin()
    for (const n of [0, 1, 2, 3, 4]) {
      bench.host.ask('12', serial({ text: `Question ${n}?`, messages: [] }))
      await settled()
    }
    expect(answers()).toHaveLength(5)
    bench.host.ask('12', undefined)
    end('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('the same question again after three automatic answers is left to a person; the run is left blocked', async () => {
    const run = await bench.begin()
    for (let n = 0; n < 4; n++) {
      bench.host.ask('12', serial({ text: 'msg.hbacommon.outofspace:No space. Retry?' }))
      await settled()
    }
    const after = await bench.see(run)
    expect(answers()).toHaveLength(3)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
    expect(outcomeOf(after)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
    expect(after.error).toMatchObject({ kind: 'question', question: { text: 'No space. Retry?' } })
    // Another question of the same task is another matter.
    bench.host.ask('12', serial({ text: 'Append?', messages: [] }))
    await settled()
    expect(answers()).toHaveLength(4)
  })

  test.each([
    ['no-default', withoutDefault()],
    ['no-choices', serial({ choices: [] })],
  ])('%s: nothing to give, so the task is cancelled where that is possible', async (because, question) => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.ask('12', question)
    await settled()
    const after = await bench.see(run)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ because })
    expect(stepOf(after, 'cancel-sent')?.event).toMatchObject({ because: 'question-left' })
    bench.host.ask('12', undefined)
    end('error')
    const over = await bench.see(run)
    expect(outcomeOf(over)).toMatchObject({ kind: 'cancelled', by: { kind: 'autoAnswer' } })
    expect(over.error).toMatchObject({ kind: 'question' })
    expect(answers()).toEqual([])
  })

  test('a default that the host marked and does not offer is no default', async () => {
    const run = await bench.begin()
    bench.host.ask('12', serial({ defaultIndex: 9 }))
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'no-default' })
  })

  test.each(['ConcurrentAccess', 'InvalidArgument'])('%s: somebody else was first, which is no error', async (type) => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(fault(type))
    }
    bench.host.ask('12', serial())
    await settled()
    end('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['question-raised', 'answer-sent', 'answered-elsewhere', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toBeUndefined()
  })

  test('somebody else was first and the host asks the next question: that one is answered', async () => {
    const run = await bench.begin()
    const next = serial({ text: 'Next?', messages: [] })
    let once = true
    bench.host.on.answerVm = () => {
      if (!once) return Promise.resolve()
      once = false
      bench.host.ask('12', next)
      return Promise.reject(fault('InvalidArgument'))
    }
    bench.host.ask('12', serial())
    expect(kinds(await bench.see(run)).slice(-6)).toEqual([
      'question-raised',
      'answer-sent',
      'answered-elsewhere',
      'question-raised',
      'answer-sent',
      'answered',
    ])
  })

  test('an answer that is being taken already (ConcurrentAccess, question still there) is looked at again', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('ConcurrentAccess'))
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(answers()).toHaveLength(1)
    delete bench.host.on.answerVm
    await bench.clock.pass(2_000)
    expect(answers()).toHaveLength(2)
    expect(kinds(await bench.see(run)).at(-1)).toBe('answered')
  })

  test('a host that will not take any answer is not asked for ever', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('ConcurrentAccess'))
    bench.host.ask('12', serial())
    await bench.clock.pass(60_000)
    expect(answers()).toHaveLength(5)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
  })

  test('a refused answer is the run’s error, and the task is treated as with auto-answer off', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('NoPermission', 'Permission denied.'))
    bench.host.ask('12', serial())
    const after = await bench.see(run)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ because: 'answer-failed', raw: 'Permission denied.' })
    expect(outcomeOf(after)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
    expect(after.error).toMatchObject({ kind: 'question' })
  })

  test('the stream is faster than the reply: what it brings is told after the answer', async () => {
    const run = await bench.begin()
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    bench.host.ask('12', serial())
    await settled()
    bench.host.ask('12', undefined)
    end('success')
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    reply.resolve()
    expect(kinds(await bench.see(run)).slice(-4)).toEqual(['question-raised', 'answer-sent', 'answered', 'ended'])
  })

  test('no reply to an answer: read again, and what the VM asks then decides', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    delete bench.host.on.answerVm
    await bench.clock.pass(2_000)
    expect(answers()).toHaveLength(2)
    expect(kinds(await bench.see(run)).slice(-2)).toEqual(['answer-sent', 'answered'])
  })

  test('a call that never returns counts as no reply after 30 s', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => new Promise(() => undefined)
    bench.host.ask('12', serial())
    await settled()
    bench.host.on.answerVm = () => Promise.resolve()
    await bench.clock.pass(29_000)
    expect(answers()).toHaveLength(1)
    await bench.clock.pass(3_000)
    expect(answers()).toHaveLength(2)
    expect(kinds(await bench.see(run)).at(-1)).toBe('answered')
  })

  test('contact goes with an answer under way: the question that is still there afterwards is answered, one that went is not', async () => {
    for (const stillThere of [true, false]) {
      const run = await bench.begin()
      const task = run.task?.split('/')[1] ?? ''
      bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
      const question = serial({ text: `${stillThere}?`, messages: [] })
      bench.host.ask('12', question)
      bench.host.report(task, { kind: 'contact-lost', reason: 'cut' })
      await settled()
      delete bench.host.on.answerVm
      const before = answers().length
      bench.host.report(task, { kind: 'contact-back' })
      bench.host.ask('12', stillThere ? question : undefined)
      await settled()
      expect(answers().length - before).toBe(stillThere ? 1 : 0)
      expect(kinds(await bench.see(run)).at(-1)).toBe(stillThere ? 'answered' : 'answered-elsewhere')
      bench.host.ask('12', undefined)
      bench.host.putTask({ moid: task, vm: '12', state: 'success' })
      await settled()
    }
  })
})

describe('auto-answer off', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  /** A run whose task asks at 47 %. */
  async function ask(cancelable: boolean) {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', progress: 47, cancelable })
    const question = serial()
    bench.host.ask('12', question)
    return { run: await bench.see(run), question }
  }

  test('a task that is not cancelable is left blocked; the error is the question', async () => {
    const { run, question } = await ask(false)
    expect(kinds(run).slice(-5)).toEqual(['progress', 'question-raised', 'not-cancelable', 'left-blocked', 'ended'])
    expect(run.error).toMatchObject({ kind: 'question', question: { choices: question.choices } })
    expect(run.state).toMatchObject({
      at: 'ended',
      outcome: { kind: 'left-blocked', because: 'not-cancelable' },
      following: true,
      percent: 47,
    })
    expect(bench.host.calls.filter((call) => call.startsWith('cancelTask'))).toEqual([])
    expect(answers()).toEqual([])
  })

  test('a left-blocked run goes on: who answered, and what became of the task, are told; outcome and error stay', async () => {
    const { run, question } = await ask(false)
    await bench.clock.pass(112_000)
    expect(await bench.runs.answer(keyOf(question), '0', person)).toEqual({ ok: true, value: null })
    bench.host.ask('12', undefined)
    end('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['answer-sent', 'answered', 'task-ended'])
    expect(stepOf(after, 'answered')).toMatchObject({ actor: person, event: { afterMs: 112_000, isDefault: true } })
    expect(after.state).toMatchObject({ outcome: { kind: 'left-blocked' }, following: false })
    expect(after.error).toMatchObject({ kind: 'question', question: { key: keyOf(question) } })
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('answered outside Andon: the timeline says that, and what became of the task', async () => {
    const { run } = await ask(false)
    bench.host.ask('12', undefined)
    end('error', 'GenericVmConfigFault')
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['answered-elsewhere', 'task-ended'])
    expect(stepOf(after, 'task-ended')?.event).toMatchObject({
      state: 'error',
      fault: { type: 'GenericVmConfigFault' },
    })
  })

  test('the answer and the end of the task arrive in either order', async () => {
    const { run } = await ask(false)
    bench.host.on.readQuestion = async () => undefined
    end('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['answered-elsewhere', 'task-ended'])
  })

  test('a question that stays when the task ends was another matter', async () => {
    const { run } = await ask(false)
    end('success')
    expect(kinds(await bench.see(run)).slice(-1)).toEqual(['task-ended'])
    expect(kinds(await bench.see(run))).not.toContain('answered-elsewhere')
  })

  test('a cancelable task is cancelled; the error stays the question', async () => {
    const { run, question } = await ask(true)
    expect(kinds(run).slice(-3)).toEqual(['question-raised', 'cancel-sent', 'cancel-taken'])
    expect(run.state).toEqual({ at: 'cancelling', percent: 47 })
    bench.host.ask('12', undefined)
    end('error')
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'cancelled', by: { kind: 'autoAnswer', setBy: 'r.nakamura' } })
    expect(after.error).toMatchObject({ kind: 'question', question: { key: keyOf(question) } })
    expect(after.state).toMatchObject({ following: false })
  })

  test('the stream is faster than the reply to the cancel: the run still says that it was cancelled', async () => {
    const reply = deferred()
    bench.host.on.cancelTask = () => reply.promise
    const { run } = await ask(true)
    bench.host.ask('12', undefined)
    end('error')
    await settled()
    reply.resolve()
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['cancel-taken', 'ended'])
    expect(outcomeOf(after)).toMatchObject({ kind: 'cancelled' })
  })

  test('a refused cancel leaves it blocked', async () => {
    bench.host.on.cancelTask = () => Promise.reject(fault('NotSupported'))
    const { run } = await ask(true)
    expect(kinds(run).slice(-4)).toEqual(['cancel-sent', 'cancel-refused', 'left-blocked', 'ended'])
    expect(stepOf(run, 'cancel-refused')?.event).toMatchObject({ reason: 'PowerOnVM_Task is not cancelable' })
    expect(outcomeOf(run)).toEqual({ kind: 'left-blocked', because: 'cancel-refused' })
    expect(run.error).toMatchObject({ kind: 'question' })
  })

  test('a cancel without effect leaves it blocked after 30 s, and the run goes on following', async () => {
    const { run } = await ask(true)
    await bench.clock.pass(29_999)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    await bench.clock.pass(1)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-without-effect' })
    bench.host.ask('12', undefined)
    end('error')
    expect(kinds(await bench.see(run)).at(-1)).toBe('task-ended')
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'left-blocked' })
  })

  test('a cancel without a reply for 30 s leaves it blocked, and says that the outcome is unknown', async () => {
    bench.host.on.cancelTask = () => new Promise(() => undefined)
    const { run } = await ask(true)
    await bench.clock.pass(30_000)
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['cancel-unanswered', 'left-blocked', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'left-blocked', because: 'cancel-unanswered' })
  })

  test('answered while the cancel is on its way: nothing is blocked, the task goes on', async () => {
    const reply = deferred()
    bench.host.on.cancelTask = () => reply.promise
    const { run } = await ask(true)
    bench.host.ask('12', undefined)
    await settled()
    reply.reject(fault('NotSupported'))
    const going = await bench.see(run)
    expect(outcomeOf(going)).toBeUndefined()
    expect(going.state).toMatchObject({ at: 'running' })
    end('success')
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toMatchObject({ kind: 'question' })
  })

  test('the task ended first: the cancel was too late, the task is done, the error stays', async () => {
    const { run } = await ask(true)
    bench.host.ask('12', undefined)
    end('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['cancel-too-late', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toMatchObject({ kind: 'question' })
  })

  test('a question that comes before the first report of the task waits for it', async () => {
    bench.host.on.startTask = async () => {
      bench.host.ask('12', serial())
      return { kind: 'task', task: moRef('Task', 'task-1') } // known to the host, not reported yet
    }
    const run = await bench.begin()
    expect(kinds(run).at(-1)).toBe('question-raised')
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: false })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
  })
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
    expect(notes).toMatchObject([{ by: 'm.okafor', text: `Answered 'Replace' for build|agent "7"` }])
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
    const task = bench.host.tasks.get(taskOf('task-1'))
    if (!task) throw new Error('no task')
    expect(bench.runs.withRun(task)).toMatchObject({ run: run.id, cancelRequestedBy: 'm.okafor' })
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
