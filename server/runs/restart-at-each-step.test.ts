/**
 * 338 of 1,060 runs that had only been asked for were dropped when the process was killed, and a start that was under way
 * must never go out twice. Here the process dies at every step of a run before its task is known, and the calls that the
 * host saw are counted.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { moid, moRef } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import { kinds, openBench, outcomeOf, person, serial, vm, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

type When = 'before' | 'after'
type Kind = StepEvent['kind']
const minutes = (n: number) => n * 60_000
const calls = (name: string) => bench.host.calls.filter((call) => call.startsWith(name))
const later = (ms: number) => () => bench.clock.pass(ms)

/** The host's task belongs to the account of the connection, as a real one says. */
function starts(): void {
  bench.host.on.startTask = async () => {
    bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root' })
    return { kind: 'task', task: moRef('Task', 'task-1') }
  }
}

async function looks(): Promise<void> {
  for (const ms of [1_000, 3_000, 6_000]) await bench.clock.pass(ms)
}

describe('killed before the task of a start is known', () => {
  test.each<[When, Kind]>([
    ['before', 'checked'],
    ['after', 'checked'],
    ['before', 'start-sent'],
  ])('%s "%s" is written: it is checked anew and started, once', async (when, kind) => {
    starts()
    bench.standStill(when, kind)
    const run = await bench.begin()
    expect(calls('startTask')).toHaveLength(0)
    await bench.kill()
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['checked', 'start-sent', 'started'])
    expect(calls('readBeforeRun')).toHaveLength(2)
    expect(calls('startTask')).toEqual(['startTask 12 powerOn'])
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
    expect(await bench.recorded(run)).toEqual(await bench.see(run))
  })

  test('while the host is asked for the state of the VM: the same', async () => {
    starts()
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    const run = await bench.begin()
    delete bench.host.on.readBeforeRun
    await bench.kill()
    expect(kinds(await bench.see(run))).toEqual(['requested', 'checked', 'start-sent', 'started'])
    expect(calls('startTask')).toHaveLength(1)
  })

  test('after "start-sent" is written, before the call: it is looked for, and surely not there', async () => {
    bench.standStill('after', 'start-sent')
    const run = await bench.begin()
    await bench.kill()
    await looks()
    expect(calls('startTask')).toHaveLength(0)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  })

  test('after the call, before "started" is written: it is looked for, found, and not sent again', async () => {
    starts()
    bench.standStill('before', 'started')
    const run = await bench.begin()
    await bench.kill()
    expect(calls('startTask')).toHaveLength(1)
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })
})

describe('killed while it dealt with a question that was there before', () => {
  beforeEach(() => bench.host.ask('12', serial()))

  test.each<[When, Kind]>([
    ['before', 'checked'],
    ['after', 'checked'],
    ['before', 'answer-sent'],
  ])('%s "%s" is written: it is checked anew, and answered once', async (when, kind) => {
    bench.standStill(when, kind)
    const run = await bench.begin()
    expect(bench.answersSent()).toEqual([])
    await bench.kill()
    expect(bench.answersSent()).toHaveLength(1)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'answered-earlier' })
    expect(calls('startTask')).toEqual([])
  })

  test('after "answer-sent" is written: what the VM asks now tells; nothing is started', async () => {
    bench.standStill('after', 'answer-sent')
    const run = await bench.begin()
    await bench.kill()
    expect(calls('readQuestion')).toHaveLength(1)
    expect(bench.answersSent()).toHaveLength(1)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'answered-earlier' })
  })

  test.each<[When]>([['before'], ['after']])('%s "answered" is written: it is not answered again', async (when) => {
    bench.host.on.answerVm = async () => bench.host.ask('12', undefined)
    bench.standStill(when, 'answered')
    const run = await bench.begin()
    await bench.kill()
    expect(bench.answersSent()).toHaveLength(1)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'answered-earlier' })
    expect(calls('startTask')).toEqual([])
  })

  test('after somebody else had answered it: it is checked anew, and started', async () => {
    starts()
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(fault('InvalidArgument'))
    }
    bench.standStill('after', 'question-gone')
    await bench.begin()
    expect(calls('startTask')).toEqual([])
    await bench.kill()
    expect(calls('startTask')).toHaveLength(1)
  })

  test('hours ago, and it is still asked: nothing is answered or started before a person says so', async () => {
    bench.standStill('after', 'answer-sent')
    const run = await bench.begin()
    await bench.kill(later(minutes(180)))
    expect((await bench.see(run)).state).toEqual({ at: 'held' })
    expect(bench.answersSent()).toEqual([])
    expect(calls('startTask')).toEqual([])
  })
})

describe('what is asked again', () => {
  const cases: [string, RunRequest, () => void, string][] = [
    [
      'the VM is on by now',
      { verb: 'powerOn' },
      () => bench.host.putVm({ moid: '12', powerState: 'poweredOn' }),
      'The VM is already on.',
    ],
    [
      'the VM is a template by now',
      { verb: 'powerOn' },
      () => bench.host.putVm({ moid: '12', isTemplate: true }),
      'A template cannot do this',
    ],
    [
      'somebody else’s task is on',
      { verb: 'powerOn' },
      () => bench.host.putTask({ moid: 'task-9', vm: '12', name: 'CloneVM_Task' }),
      '',
    ],
    ['the VM is gone', { verb: 'rename', newName: 'other' }, () => bench.host.dropVm('12'), ''],
    [
      'the VM has no snapshot any more',
      { verb: 'removeSnapshot', snapshot: moid('snapshot-1'), snapshotName: 'a', removeChildren: false },
      () => undefined,
      'The VM has no snapshot.',
    ],
  ]
  test.each(cases)('%s: it ends with the reason, and nothing is started', async (_what, request, change, sentence) => {
    bench.host.putVm({ moid: '12', snapshotCount: 1 })
    bench.standStill('before', 'checked')
    const run = await bench.begin(request)
    await bench.kill(() => {
      bench.host.putVm({ moid: '12', snapshotCount: 0 })
      change()
    })
    const after = await bench.see(run)
    expect(['refused', 'failed']).toContain(outcomeOf(after)?.kind)
    expect(JSON.stringify(outcomeOf(after))).toContain(sentence)
    expect(calls('startTask')).toEqual([])
    expect(
      (
        await bench.runs.start(
          vm,
          { verb: 'createSnapshot', name: 'x', description: '', memory: false, quiesce: false },
          person,
        )
      ).ok,
    ).toBe(bench.host.vms.has(vm))
  })

  test('contact is not there at once: it is waited for, and then it starts', async () => {
    bench.standStill('before', 'checked')
    const run = await bench.begin()
    await bench.kill(() => bench.host.contact({ at: 'connecting', since: '' }))
    await bench.clock.pass(minutes(9))
    expect((await bench.see(run)).state).toEqual({ at: 'checking' })
    expect(calls('startTask')).toEqual([])
    bench.host.report('task-1', { kind: 'contact-back' })
    await settled()
    expect(calls('startTask')).toHaveLength(1)
  })

  test('contact comes too late: a person is asked first', async () => {
    bench.standStill('before', 'checked')
    const run = await bench.begin()
    await bench.kill(() => bench.host.contact({ at: 'connecting', since: '' }))
    await bench.clock.pass(minutes(10))
    bench.host.report('task-1', { kind: 'contact-back' })
    const after = await bench.see(run)
    expect(after.steps.at(-1)?.event).toMatchObject({ kind: 'held', because: 'no-contact', since: run.startedAt })
    expect(calls('startTask')).toEqual([])
  })

  test('the line is cut while it is asked: it is asked again', async () => {
    bench.standStill('before', 'checked')
    const run = await bench.begin()
    let cut = true
    await bench.kill(() => {
      bench.host.on.readBeforeRun = () => {
        if (cut) return Promise.reject(new WireError('connection-cut', 'socket hang up'))
        const view = bench.host.vms.get(vm)
        return view ? Promise.resolve({ view, unfinishedTasks: [] }) : Promise.reject(new Error('no VM'))
      }
    })
    expect((await bench.see(run)).state).toEqual({ at: 'checking' })
    cut = false
    await bench.clock.pass(5_000)
    expect(calls('startTask')).toHaveLength(1)
  })

  test('the VM is held meanwhile: a second run on it is refused and names what is in the way', async () => {
    bench.standStill('before', 'checked')
    await bench.begin()
    await bench.kill(() => bench.host.contact({ at: 'connecting', since: '' }))
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    bench.host.report('task-1', { kind: 'contact-back' })
    expect(await bench.runs.start(vm, { verb: 'powerOff' }, person)).toMatchObject({
      ok: false,
      error: { code: 'vm-busy', sentence: expect.stringContaining('Power on') },
    })
  })
})
