/**
 * A start whose reply was cut, or that a kill of the process left without one, was never looked up: half of those runs
 * had started, and nobody answered their questions. The host knows: the VM's recent tasks, who began them, and when.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import type { StartedTask } from '../inventory/contract'
import {
  connection,
  keyOf,
  kinds,
  openBench,
  outcomeOf,
  person,
  serial,
  stepOf,
  vm,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

const calls = (name: string) => bench.host.calls.filter((call) => call.startsWith(name))
const cut = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
/** The host takes the start, and its reply is lost. */
const startedAndCut =
  (reply: () => Promise<StartedTask>, startedBy = 'root') =>
  async () => {
    bench.host.putTask({ moid: 'task-1', vm: '12', startedBy })
    return reply()
  }
const everyLook = async () => {
  for (const ms of [1_000, 3_000, 6_000]) await bench.clock.pass(ms)
}

describe('a start whose reply is missing', () => {
  test('is found among the recent tasks: the run goes on with it, and its question is answered', async () => {
    bench.host.on.startTask = startedAndCut(cut)
    const run = await bench.begin()
    expect(kinds(run).slice(-3)).toEqual(['start-sent', 'start-unanswered', 'started'])
    expect(stepOf(run, 'started')?.event).toMatchObject({ found: true, task: expect.stringContaining('task-1') })
    bench.host.ask('12', serial())
    await settled()
    expect(calls('answerVm')).toHaveLength(1)
    bench.host.ask('12', undefined)
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
    expect(calls('startTask')).toHaveLength(1)
  })

  test('is found when the host begins it late', async () => {
    bench.host.on.startTask = cut
    const run = await bench.begin()
    expect(outcomeOf(run)).toBeUndefined()
    bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root' })
    await bench.clock.pass(1_000)
    expect(stepOf(await bench.see(run), 'started')?.event).toMatchObject({ found: true })
  })

  test('is surely not there: the run failed, nothing was started, and it is not sent again', async () => {
    bench.host.on.startTask = cut
    const run = await bench.begin()
    await everyLook()
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'failed',
      fault: { message: 'No reply to PowerOnVM_Task, and the host has no such task: nothing was started.' },
    })
    expect(calls('startTask')).toHaveLength(1)
  })

  test.each([
    ['somebody else’s', { startedBy: 'DOM\\\\other' }, 'failed'],
    ['one that nobody is known to have begun', {}, 'lost'],
    ['another VM’s', { startedBy: 'root', vm: '13' }, 'failed'],
    [
      'another method’s',
      { startedBy: 'root', name: 'ReconfigVM_Task', descriptionId: 'VirtualMachine.reconfigure' },
      'failed',
    ],
    ['one of before', { startedBy: 'root', queueTime: '2026-11-22T13:00:00Z' }, 'failed'],
  ])('is not taken for %s', async (_what, task, outcome) => {
    bench.host.putVm({ moid: '13' })
    bench.host.on.startTask = cut
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', ...task })
    await everyLook()
    const after = await bench.see(run)
    expect(stepOf(after, 'started')).toBeUndefined()
    expect(outcomeOf(after)).toMatchObject({ kind: outcome })
  })

  test('is not taken for the task of the run before it, however short ago that ended', async () => {
    const first = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root' })
    await settled()
    bench.endTask('error', 'RequestCanceled')
    expect(outcomeOf(await bench.see(first))).toMatchObject({ kind: 'cancelled' })
    bench.host.on.startTask = cut
    const run = await bench.begin()
    await everyLook()
    const after = await bench.see(run)
    expect(stepOf(after, 'started')).toBeUndefined()
    expect(outcomeOf(after)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  })

  test('is not called not started by a server that lists its newest tasks only', async () => {
    bench.host.on.startTask = cut
    const run = await bench.begin()
    for (let n = 0; n < 200; n++) bench.host.putTask({ moid: `other-${n}`, vm: '12', name: 'ReconfigVM_Task' })
    await everyLook()
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('The host lists its newest tasks only.'),
    })
  })

  test('cannot be looked for: the outcome is not known, and a person is told to look', async () => {
    bench.host.on.startTask = cut
    bench.host.on.readRecentTasks = () => Promise.reject(fault('NoPermission', 'Permission denied.'))
    const run = await bench.begin()
    expect(outcomeOf(run)).toEqual({
      kind: 'lost',
      reason:
        'No reply to PowerOnVM_Task. Whether the host started it is not known: look at the VM. Permission denied.',
    })
    expect((await bench.runs.start(vm, { verb: 'powerOn' }, run.actor)).ok).toBe(true)
  })

  test('holds its VM for as long as the host cannot be asked, and is looked for before anything else', async () => {
    bench.host.on.startTask = startedAndCut(cut)
    bench.host.on.readRecentTasks = cut
    const run = await bench.begin()
    await bench.clock.pass(30 * 60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    const second = () => bench.runs.start(vm, { verb: 'powerOff' }, run.actor)
    expect(await second()).toMatchObject({ error: { code: 'vm-busy' } })
    await bench.restart()
    expect(await second()).toMatchObject({ error: { code: 'vm-busy' } })
    delete bench.host.on.readRecentTasks
    await bench.clock.pass(5_000)
    expect(stepOf(await bench.see(run), 'started')?.event).toMatchObject({ found: true })
    expect(await second()).toMatchObject({ error: { code: 'vm-busy' } })
    expect(calls('startTask')).toHaveLength(1)
  })

  test.each([false, true])('a person answers its question while it is looked for; restarted: %s', async (restarted) => {
    bench.host.on.startTask = startedAndCut(cut)
    bench.host.on.readRecentTasks = cut
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    if (restarted) await bench.restart()
    expect(await bench.answer(question, '1')).toMatchObject({ ok: true })
    delete bench.host.on.readRecentTasks
    await bench.clock.pass(5_000)
    const after = await bench.see(run)
    expect(calls('answerVm')).toEqual([`answerVm 12 ${question.id} 1`])
    expect(stepOf(after, 'answered')?.actor).toEqual(person)
    bench.host.ask('12', undefined)
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
    expect(calls('answerVm')).toHaveLength(1)
  })

  test.each(['SystemError', 'NotAuthenticated'])('is looked for again after %s, which passes', async (type) => {
    bench.host.on.startTask = startedAndCut(cut)
    bench.host.on.readRecentTasks = () => Promise.reject(fault(type))
    const run = await bench.begin()
    delete bench.host.on.readRecentTasks
    await bench.clock.pass(5_000)
    expect(stepOf(await bench.see(run), 'started')?.event).toMatchObject({ found: true })
  })

  test('is not looked for for ever at a host that has one fault after the other', async () => {
    bench.host.on.startTask = startedAndCut(cut)
    bench.host.on.readRecentTasks = () => Promise.reject(fault('SystemError', 'A general system error occurred.'))
    const run = await bench.begin()
    await bench.clock.pass(2 * 60_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('A general system error occurred.'),
    })
  })

  test('is looked for until contact is back', async () => {
    bench.host.on.startTask = startedAndCut(cut)
    bench.host.on.readRecentTasks = cut
    const run = await bench.begin()
    await bench.clock.pass(60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    delete bench.host.on.readRecentTasks
    await bench.clock.pass(5_000)
    expect(stepOf(await bench.see(run), 'started')?.event).toMatchObject({ found: true })
  })

  test.each([true, false])('is looked for after a restart; started: %s', async (hasStarted) => {
    const never = () => new Promise<StartedTask>(() => undefined)
    bench.host.on.startTask = hasStarted ? startedAndCut(never) : never
    const run = await bench.begin()
    await bench.restart()
    await everyLook()
    const after = await bench.see(run)
    expect(calls('startTask')).toHaveLength(1)
    if (hasStarted) expect(stepOf(after, 'started')?.event).toMatchObject({ found: true })
    else expect(outcomeOf(after)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('is looked for ten seconds from its sending, however often whoever looks is killed', async () => {
    bench.host.on.startTask = cut
    const run = await bench.begin()
    for (let life = 0; life < 3; life++) {
      await bench.clock.pass(3_000)
      await bench.restart()
      expect(outcomeOf(await bench.see(run))).toBeUndefined()
    }
    await bench.clock.pass(1_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
    // Later, a server full of newer tasks could not have told any more.
    for (let n = 0; n < 200; n++) bench.host.putTask({ moid: `other-${n}`, vm: '12', name: 'ReconfigVM_Task' })
    await everyLook()
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'failed' })
    expect(calls('startTask')).toHaveLength(1)
  })

  test('is looked for no shorter when the clock is set back meanwhile, and no longer', async () => {
    bench.host.on.startTask = cut
    const run = await bench.begin()
    bench.clock.setBack(24 * 3_600_000)
    await bench.clock.pass(9_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    await bench.clock.pass(1_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  })

  test.each([
    ['unregister', true, { kind: 'succeeded' }],
    [
      'unregister',
      false,
      { kind: 'failed', fault: { message: 'No reply to UnregisterVM, and the VM is still there: nothing was done.' } },
    ],
  ] as const)('of %s, which is no task, is told by whether the VM is gone: %s', async (verb, isGone, outcome) => {
    bench.host.on.startTask = cut
    if (isGone) bench.host.on.readQuestion = () => Promise.reject(fault('ManagedObjectNotFound'))
    const run = await bench.begin({ verb })
    await everyLook()
    expect(outcomeOf(await bench.see(run))).toMatchObject(outcome)
    expect(calls('startTask')).toHaveLength(1)
    expect(calls('readRecentTasks')).toHaveLength(0)
  })

  test.each([true, false])(
    'of a delete is told by the tasks of the server, since the VM is gone: %s',
    async (isListed) => {
      const isGone = () => Promise.reject(fault('ManagedObjectNotFound'))
      bench.host.on.startTask = async () => {
        if (isListed)
          bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root', name: 'Destroy_Task', state: 'success' })
        return cut()
      }
      const listed = bench.host.readRecentTasks.bind(bench.host)
      bench.host.readRecentTasks = (of) => (of === undefined ? listed() : isGone())
      const run = await bench.begin({ verb: 'destroy', vmName: 'build-agent-7' })
      await everyLook()
      expect(outcomeOf(await bench.see(run))).toMatchObject(
        isListed ? { kind: 'succeeded' } : { kind: 'lost', reason: expect.stringContaining('The VM is gone') },
      )
    },
  )

  test('of a guest operation leaves nothing to look for', async () => {
    bench.host.putVm({ moid: '12', powerState: 'poweredOn', toolsRunning: true })
    bench.host.on.startTask = cut
    expect(outcomeOf(await bench.begin({ verb: 'rebootGuest' }))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('look at the VM'),
    })
  })
})

/** Another vCenter took the address; its task of the same id had succeeded, and so had the run. */
test.each([
  ['another VM', { vm: '13' }],
  ['another method', { name: 'PowerOffVM_Task', descriptionId: 'VirtualMachine.powerOff' }],
])('a task of the same id that is about %s is not the run’s', async (_what, task) => {
  bench.host.putVm({ moid: '13' })
  bench.host.on.startTask = async () => ({ kind: 'task', task: moRef('Task', 'task-1') })
  const run = await bench.begin()
  bench.host.putTask({ moid: 'task-1', vm: '12', ...task, state: 'success' })
  expect(outcomeOf(await bench.see(run))).toMatchObject({
    kind: 'lost',
    reason: expect.stringMatching(/^The host has another task under this id now/),
  })
})

describe('an answer whose reply is missing', () => {
  test('and its question has gone: it was probably that, and nobody else is named', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return cut()
    }
    bench.host.ask('12', serial())
    await settled()
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['answer-sent', 'question-gone', 'ended'])
    expect(stepOf(after, 'question-gone')).toMatchObject({
      actor: { kind: 'andon' },
      event: { known: 'own-answer-probable' },
    })
  })

  test('since Andon was stopped: the same', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => new Promise(() => undefined)
    bench.host.ask('12', serial())
    await settled()
    bench.host.ask('12', undefined)
    await bench.restart()
    expect(stepOf(await bench.see(run), 'question-gone')?.event).toMatchObject({ known: 'own-answer-probable' })
  })

  test('by another process, beside the run: it was probably that, after a restart too', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    for (const restarted of [false, true]) {
      const run = await bench.begin()
      const question = serial()
      bench.host.ask('12', question)
      await settled()
      const [choice] = question.choices
      const event = { kind: 'answer-sent', question: keyOf(question), choice: choice!, isDefault: true } as const
      await bench.store.journal.append({ actor: person, event, vm, connection })
      if (restarted) await bench.restart(() => bench.host.ask('12', undefined))
      else bench.host.ask('12', undefined)
      const after = await bench.see(run)
      expect(stepOf(after, 'question-gone')?.event).toMatchObject({ known: 'own-answer-probable' })
      bench.endTask('success')
      await bench.clock.pass(10 * 60_000)
    }
  })

  test('of a person who was quicker than the record of its run is in that record', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const { journal } = bench
    const writing = deferred()
    bench.journal = {
      ...journal,
      append: async (entry, fence) => {
        if (entry.event.kind === 'started') await writing.promise
        return journal.append(entry, fence)
      },
    }
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    const pressed = bench.answer(question, '1')
    await settled()
    writing.resolve()
    expect(await pressed).toMatchObject({ ok: true })
    const after = await bench.see(run)
    expect(kinds(after)).toContain('answered')
    expect(kinds(after).indexOf('answer-sent')).toBeGreaterThan(kinds(after).indexOf('question-raised'))
  })

  test('a question that went without one went, by whom is not known', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.ask('12', undefined)
    expect(stepOf(await bench.see(run), 'question-gone')).toMatchObject({
      actor: { kind: 'andon' },
      event: { known: 'unknown' },
    })
  })
})

describe('a fault that passes', () => {
  test.each(['SystemError', 'NotAuthenticated'])('%s once does not end auto-answer', async (type) => {
    const run = await bench.begin()
    let first = true
    bench.host.on.answerVm = () => {
      if (!first) return Promise.resolve()
      first = false
      return Promise.reject(fault(type))
    }
    bench.host.ask('12', serial())
    await bench.clock.pass(2_000)
    const after = await bench.see(run)
    expect(kinds(after).at(-1)).toBe('answered')
    expect(calls('answerVm')).toHaveLength(2)
  })

  test('and does not pass is not tried for ever', async () => {
    const run = await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('SystemError', 'A general system error occurred.'))
    bench.host.ask('12', serial())
    for (let n = 0; n < 10; n++) await bench.clock.pass(2_000)
    expect(calls('answerVm')).toHaveLength(5)
    const after = await bench.see(run)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ raw: 'A general system error occurred.' })
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
  })
})
