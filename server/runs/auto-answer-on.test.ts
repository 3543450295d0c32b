import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef, splitKey } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import { keyOf, kinds, openBench, outcomeOf, serial, stepOf, withoutDefault, type Bench } from './testing/run-rig'
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
      bench.host.ask('12', serial({ text: `File 'serial${n}.log' exists.`, messages: [] }))
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
    ['its id is new each time', () => serial()],
    ['its id stays', () => serial({ id: '_vmx7' })],
  ])('a figure in its text does not make it another question; %s', async (_name, make) => {
    const run = await bench.begin()
    for (let free = 1085; free > 1075; free--) {
      bench.host.ask('12', { ...make(), text: `msg.hbacommon.outofspace:No space: ${free} MB free. Retry?` })
      await settled()
      bench.host.ask('12', undefined)
      await bench.clock.pass(50)
    }
    expect(answers()).toHaveLength(3)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('whatever a host asks, a run does not answer for ever', async () => {
    const run = await bench.begin()
    const ask = async (text: string) => {
      bench.host.ask('12', serial({ text, messages: [] }))
      await settled()
    }
    for (let n = 0; n < 12; n++) await ask(`File 'serial${n}.log' exists.`)
    expect(answers()).toHaveLength(8)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'too-many-answers' })
    for (const word of 'abcdefghijklmnopqrstuvwxyz') await ask(`Do you want ${word}?`)
    expect(answers()).toHaveLength(20)
  })

  test('another question under the id of the old one is another question', async () => {
    const run = await bench.begin()
    const first = withoutDefault({ id: '_vmx7' })
    bench.host.ask('12', first)
    await settled()
    bench.host.ask('12', serial({ id: '_vmx7', text: 'Something else?', messages: [] }))
    await settled()
    const after = await bench.see(run)
    expect(stepOf(after, 'question-gone')?.event).toMatchObject({ known: 'changed' })
    expect(kinds(after).slice(-3)).toEqual(['question-raised', 'answer-sent', 'answered'])
    expect(answers()).toHaveLength(1)
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
    expect(kinds(after).slice(-4)).toEqual(['question-raised', 'answer-sent', 'question-gone', 'ended'])
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
      'question-gone',
      'question-raised',
      'answer-sent',
      'answered',
    ])
  })

  test('a host that counts its questions anew with each power-on gets its answer each time', async () => {
    const question = serial({ id: '_vmx1' })
    await bench.begin()
    bench.host.ask('12', question)
    await settled()
    bench.host.ask('12', undefined)
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    await bench.clock.pass(60_000)
    const run = await bench.begin()
    bench.host.ask('12', question)
    expect(stepOf(await bench.see(run), 'answered')?.event).toMatchObject({ question: keyOf(question) })
    expect(answers()).toEqual([`answerVm 12 _vmx1 0`, `answerVm 12 _vmx1 0`])
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
      const task = splitKey(run.task ?? '')?.moid ?? ''
      bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
      const question = serial({ text: `${stillThere}?`, messages: [] })
      bench.host.ask('12', question)
      bench.host.report(task, { kind: 'contact-lost', reason: 'cut' })
      await settled()
      delete bench.host.on.answerVm
      const before = answers().length
      bench.host.ask('12', stillThere ? question : undefined)
      bench.host.report(task, { kind: 'contact-back' })
      await settled()
      expect(answers().length - before).toBe(stillThere ? 1 : 0)
      expect(kinds(await bench.see(run)).at(-1)).toBe(stillThere ? 'answered' : 'question-gone')
      bench.host.ask('12', undefined)
      bench.host.putTask({ moid: task, vm: '12', state: 'success' })
      await settled()
    }
  })
})
