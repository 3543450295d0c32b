import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Result } from '@/lib/result'
import { moRef } from '@/lib/vsphere/ids'
import { openBench, outcomeOf, person, serial, stepOf, vm, type Bench } from './testing/run-rig'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

/** A disk that takes nothing before it is let go. */
function slowDisk() {
  let letGo = () => {}
  const disk = new Promise<void>((resolve) => (letGo = resolve))
  return { disk, letGo: () => letGo() }
}

describe('the journal', () => {
  test('has every intent before the call, and tells the same as the screen', async () => {
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(bench.log).toEqual([
      'journal requested',
      'call readBeforeRun',
      'journal checked',
      'journal start-sent',
      'call startTask',
      'call followTask',
      'journal started',
      'journal question-raised',
      'journal answer-sent',
      'call answerVm',
      'journal answered',
    ])
    expect(await bench.recorded(run)).toEqual(await bench.see(run))
  })

  test('that cannot be written keeps a run from starting', async () => {
    bench.journal = { ...bench.journal, openRun: () => Promise.reject(new Error('disk full')) }
    expect(await bench.runs.start(vm, { verb: 'powerOn' }, person)).toMatchObject({
      ok: false,
      error: { code: 'not-recorded', raw: 'disk full' },
    })
    expect(bench.host.calls).toEqual([])
    expect(bench.shown()).toEqual([])
  })

  test('that does not take an answer keeps it from being sent', async () => {
    const { journal } = bench
    bench.journal = {
      ...bench.journal,
      append: (entry) =>
        entry.event.kind === 'answer-sent' ? Promise.reject(new Error('disk full')) : journal.append(entry),
    }
    const run = await bench.begin()
    bench.host.ask('12', serial())
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'left-blocked' })
    expect(bench.host.calls.filter((call) => call.startsWith('answerVm'))).toEqual([])
    expect(bench.host.answersComing()).toBe(0)
  })

  test('takes a question and its answer in one commit, and nothing is sent before both are in it', async () => {
    const { journal } = bench
    const asked: string[] = []
    const { disk, letGo } = slowDisk()
    bench.journal = {
      ...bench.journal,
      append: async (entry) => {
        if (/^question-raised|^answer-sent/.test(entry.event.kind)) {
          asked.push(entry.event.kind)
          await disk
        }
        return journal.append(entry)
      },
    }
    bench.policy = { ...bench.policy, autoAnswer: true }
    await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    expect(asked).toEqual(['question-raised', 'answer-sent'])
    expect(bench.answersSent()).toEqual([])
    // What else the host is asked waits for it, until it has left; not for its reply.
    expect(bench.host.answersComing()).toBe(1)
    let reply = () => {}
    bench.host.on.answerVm = () => new Promise((resolve) => (reply = resolve))
    letGo()
    await settled()
    expect(bench.host.answersComing()).toBe(0)
    reply()
    await settled()
    expect(bench.log.slice(-4)).toEqual([
      'journal question-raised',
      'journal answer-sent',
      'call answerVm',
      'journal answered',
    ])
  })

  test('takes the beginning of a task together with what it asks at once, and no answer is sent before all is in it', async () => {
    const { journal } = bench
    const asked: string[] = []
    const { disk, letGo } = slowDisk()
    bench.journal = {
      ...bench.journal,
      append: async (entry) => {
        if (entry.event.kind === 'started') await disk
        asked.push(entry.event.kind)
        return journal.append(entry)
      },
    }
    const run = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    expect(asked).toEqual(['checked', 'start-sent', 'question-raised', 'answer-sent'])
    expect(bench.answersSent()).toEqual([])
    letGo()
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
    expect(stepOf(await bench.see(run), 'started')).toBeDefined()
  })

  test('that takes the end of a task right after its beginning has the run hold its VM until then', async () => {
    const { journal } = bench
    const { disk, letGo } = slowDisk()
    const others: Result<unknown>[] = []
    bench.journal = {
      ...bench.journal,
      append: async (entry) => {
        if (entry.event.kind === 'started') await disk
        if (entry.event.kind === 'ended') others.push(await bench.runs.start(vm, { verb: 'powerOn' }, person))
        return journal.append(entry)
      },
    }
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    await settled()
    letGo()
    await settled()
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
    expect(others).toMatchObject([{ ok: false, error: { code: 'vm-busy' } }])
  })

  test('that does not take the beginning of a task keeps what it asks from being answered', async () => {
    const { journal } = bench
    bench.journal = {
      ...bench.journal,
      append: (entry) =>
        entry.event.kind === 'started' ? Promise.reject(new Error('disk full')) : journal.append(entry),
    }
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      bench.host.ask('12', serial())
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    await bench.begin()
    await settled()
    expect(bench.answersSent()).toEqual([])
  })

  test('that does not take a question keeps its answer from being sent', async () => {
    const { journal } = bench
    bench.journal = {
      ...bench.journal,
      append: (entry) =>
        entry.event.kind === 'question-raised' ? Promise.reject(new Error('disk full')) : journal.append(entry),
    }
    bench.policy = { ...bench.policy, autoAnswer: true }
    await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toEqual([])
  })

  test('that makes an answer wait sends none to what is asked by then under the same id', async () => {
    const { journal } = bench
    let letGo = () => {}
    const room = new Promise<void>((resolve) => (letGo = resolve))
    bench.journal = {
      ...bench.journal,
      append: async (entry) => {
        if (entry.event.kind === 'answer-sent') await room
        return journal.append(entry)
      },
    }
    bench.policy = { ...bench.policy, autoAnswer: true }
    await bench.begin()
    const first = serial()
    bench.host.ask('12', first)
    await settled()
    await bench.clock.pass(60_000)
    bench.host.ask('12', { ...first, text: 'msg.disk.erase:Erase the disk?', messages: [] })
    letGo()
    await settled()
    expect(bench.log.filter((line) => /answer/.test(line)).slice(0, 2)).toEqual([
      'journal answer-sent',
      'journal answer-not-taken',
    ])
  })

  test('that takes nothing for a while stops the run: nothing is done that it does not have, and then it goes on', async () => {
    const run = await bench.begin()
    const { journal } = bench
    bench.journal = { ...journal, append: () => Promise.reject(new Error('disk full')) }
    bench.host.ask('12', serial())
    await bench.clock.pass(60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    expect(bench.host.calls.filter((call) => call.startsWith('answerVm'))).toEqual([])
    expect(await bench.runs.start(vm, { verb: 'powerOff' }, person)).toMatchObject({ error: { code: 'vm-busy' } })
    bench.endTask('success')
    bench.host.ask('12', undefined)
    bench.journal = journal
    await bench.clock.pass(60_000)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
    expect(await bench.recorded(run)).toEqual(await bench.see(run))
    const { notes } = await bench.store.journal.readHistory({})
    expect(notes.filter(({ content }) => content.kind === 'task')).toEqual([])
  })

  test('that fails in the middle of a start: it is looked for, and not sent twice', async () => {
    const { journal } = bench
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root' })
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    bench.journal = {
      ...journal,
      append: (entry) =>
        entry.event.kind === 'started' ? Promise.reject(new Error('disk full')) : journal.append(entry),
    }
    const run = await bench.begin()
    bench.journal = journal
    await bench.clock.pass(10_000)
    expect(stepOf(await bench.see(run), 'started')?.event).toMatchObject({ found: true })
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toHaveLength(1)
  })
})
