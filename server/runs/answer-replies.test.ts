import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { splitKey } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import { keyOf, kinds, openBench, outcomeOf, serial, stepOf, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('what a host replies to auto-answer', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: true })
  })

  test.each(['ConcurrentAccess', 'InvalidArgument'])('%s: somebody else was first, which is no error', async (type) => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(fault(type))
    }
    bench.host.ask('12', serial())
    await settled()
    bench.endTask('success')
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
    expect(bench.answersSent()).toEqual([`answerVm 12 _vmx1 0`, `answerVm 12 _vmx1 0`])
  })

  test('an answer that is being taken already (ConcurrentAccess, question still there) is looked at again', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('ConcurrentAccess'))
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
    delete bench.host.on.answerVm
    await bench.clock.pass(2_000)
    expect(bench.answersSent()).toHaveLength(2)
    expect(kinds(await bench.see(run)).at(-1)).toBe('answered')
  })

  test('a host that will not take any answer is not asked for ever', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('ConcurrentAccess'))
    bench.host.ask('12', serial())
    await bench.clock.pass(60_000)
    expect(bench.answersSent()).toHaveLength(5)
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
    bench.endTask('success')
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
    expect(bench.answersSent()).toHaveLength(2)
    expect(kinds(await bench.see(run)).slice(-2)).toEqual(['answer-sent', 'answered'])
  })

  test('a call that never returns counts as no reply after 30 s', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => new Promise(() => undefined)
    bench.host.ask('12', serial())
    await settled()
    bench.host.on.answerVm = () => Promise.resolve()
    await bench.clock.pass(29_000)
    expect(bench.answersSent()).toHaveLength(1)
    await bench.clock.pass(3_000)
    expect(bench.answersSent()).toHaveLength(2)
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
      const before = bench.answersSent().length
      bench.host.ask('12', stillThere ? question : undefined)
      bench.host.report(task, { kind: 'contact-back' })
      await settled()
      expect(bench.answersSent().length - before).toBe(stillThere ? 1 : 0)
      expect(kinds(await bench.see(run)).at(-1)).toBe(stillThere ? 'answered' : 'question-gone')
      bench.host.ask('12', undefined)
      bench.host.putTask({ moid: task, vm: '12', state: 'success' })
      await settled()
    }
  })
})
