import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kinds, openBench, person, serial, taskOf, vm, type Bench } from '../runs/testing/run-rig'
import { settled } from '../runs/testing/turned-clock'
import { WireError } from '../vsphere/errors'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

const end = (state: 'success' | 'error' = 'success') => bench.host.putTask({ moid: 'task-1', vm: '12', state })

describe('what is shown', () => {
  test('runs that ended leave the board after 15 minutes, those that follow their task stay', async () => {
    const done = await bench.begin()
    end()
    await settled()
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const left = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    await bench.clock.pass(15 * 60_000 + 1_000)
    const removed = bench.told.filter(({ op, table }) => op === 'remove' && table === 'runs')
    expect(removed.map(({ id }) => id)).toEqual([done.id])
    expect(bench.shown().map(({ id }) => id)).toEqual([left.id])
  })

  test('and are there again after a restart, for what is left of the time', async () => {
    const run = await bench.begin()
    end()
    await settled()
    await bench.clock.pass(14 * 60_000)
    await bench.restart()
    expect(bench.shown().map(({ id }) => id)).toEqual([run.id])
    await bench.clock.pass(60_000)
    expect(bench.shown()).toEqual([])
  })

  test('progress is shown as it comes, and recorded where something happened', async () => {
    const run = await bench.begin()
    for (const progress of [10, 47]) {
      bench.host.putTask({ moid: 'task-1', vm: '12', progress })
      expect((await bench.see(run)).state).toEqual({ at: 'running', percent: progress })
    }
    bench.host.ask('12', serial())
    const after = await bench.see(run)
    expect(after.steps.flatMap(({ event }) => (event.kind === 'progress' ? [event.percent] : []))).toEqual([47])
  })

  test('a task knows its run', async () => {
    const run = await bench.begin()
    expect(bench.hub.get('tasks', taskOf('task-1'))?.run).toBe(run.id)
    const other = bench.host.putTask({ moid: 'task-77', vm: '12' })
    expect(bench.hub.get('tasks', other.key)).toBe(other)
  })

  test('nothing is sent after closing', async () => {
    await bench.begin()
    await bench.runs.close()
    const before = bench.host.calls.length
    bench.host.ask('12', serial())
    await settled()
    expect(bench.host.calls).toHaveLength(before)
    expect(await bench.runs.start(vm, { verb: 'powerOn' }, person)).toMatchObject({ ok: false })
    expect(await bench.runs.cancelTask(taskOf('task-1'), person)).toMatchObject({ ok: false })
  })

  test('a check that fails on the wire leaves no lock on the VM', async () => {
    bench.host.on.readBeforeRun = () => Promise.reject(new WireError('timed-out', 'no reply'))
    await bench.begin()
    delete bench.host.on.readBeforeRun
    expect(kinds(await bench.begin()).at(-1)).toBe('started')
  })
})
