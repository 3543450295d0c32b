import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBench, outcomeOf, person, serial, vm, type Bench } from './testing/run-rig'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

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
      'journal started',
      'call followTask',
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
  })

  test('that takes nothing any more stops the run: nothing is done that it does not have', async () => {
    const run = await bench.begin()
    bench.journal = { ...bench.journal, append: () => Promise.reject(new Error('disk full')) }
    bench.host.ask('12', serial())
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'lost', reason: expect.stringContaining('journal') })
    expect(bench.host.calls.filter((call) => call.startsWith('answerVm'))).toEqual([])
    expect(bench.host.followers('task-1')).toBe(0)
    bench.journal = bench.store.journal
    expect(outcomeOf(await bench.begin())).toMatchObject({ kind: 'answered-earlier' })
  })
})
