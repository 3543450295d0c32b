import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { keyOf, kinds, openBench, outcomeOf, person, serial, stepOf, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

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
    expect(bench.answersSent()).toEqual([])
  })

  test('a left-blocked run goes on: who answered, and what became of the task, are told; outcome and error stay', async () => {
    const { run, question } = await ask(false)
    await bench.clock.pass(112_000)
    expect(await bench.answer(question, '0', person)).toEqual({ ok: true, value: null })
    bench.host.ask('12', undefined)
    bench.endTask('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['answer-sent', 'answered', 'task-ended'])
    expect(stepOf(after, 'answered')).toMatchObject({ actor: person, event: { afterMs: 112_000, isDefault: true } })
    expect(after.state).toMatchObject({ outcome: { kind: 'left-blocked' }, following: false })
    expect(after.error).toMatchObject({ kind: 'question', question: { key: keyOf(question) } })
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('gone, and by whom is not known: the timeline says that, and what became of the task', async () => {
    const { run } = await ask(false)
    bench.host.ask('12', undefined)
    bench.endTask('error', 'GenericVmConfigFault')
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['question-gone', 'task-ended'])
    expect(stepOf(after, 'task-ended')?.event).toMatchObject({
      state: 'error',
      fault: { type: 'GenericVmConfigFault' },
    })
  })

  test('the answer and the end of the task arrive in either order', async () => {
    const { run } = await ask(false)
    bench.host.on.readQuestion = async () => undefined
    bench.endTask('success')
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['question-gone', 'task-ended'])
  })

  test('a question that stays when the task ends was another matter', async () => {
    const { run } = await ask(false)
    bench.endTask('success')
    expect(kinds(await bench.see(run)).slice(-1)).toEqual(['task-ended'])
    expect(kinds(await bench.see(run))).not.toContain('question-gone')
  })

  test('a cancelable task is cancelled; the error stays the question', async () => {
    const { run, question } = await ask(true)
    expect(kinds(run).slice(-3)).toEqual(['question-raised', 'cancel-sent', 'cancel-taken'])
    expect(run.state).toEqual({ at: 'cancelling', percent: 47 })
    bench.host.ask('12', undefined)
    bench.endTask('error')
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
    bench.endTask('error')
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
    bench.endTask('error')
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
    bench.endTask('success')
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toMatchObject({ kind: 'question' })
  })

  test('the task ended first: the cancel was too late, the task is done, the error stays', async () => {
    const { run } = await ask(true)
    bench.host.ask('12', undefined)
    bench.endTask('success')
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
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: false })
    const after = await bench.see(run)
    expect(kinds(after)).toContain('question-raised')
    expect(outcomeOf(after)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
  })
})
