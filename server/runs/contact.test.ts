import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kinds, openBench, outcomeOf, serial, stepOf, type Bench } from './testing/run-rig'
import { WireError } from '../vsphere/errors'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

const lose = () => bench.host.report('task-1', { kind: 'contact-lost', reason: 'connection timed out' })
const comeBack = () => bench.host.report('task-1', { kind: 'contact-back' })
const end = (state: 'success' | 'error' = 'success') => bench.host.putTask({ moid: 'task-1', vm: '12', state })

describe('contact goes in the middle of a task', () => {
  test('and comes back: the run goes on as if nothing had been, questions too', async () => {
    const run = await bench.begin()
    lose()
    await bench.clock.pass(59_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    comeBack()
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(kinds(after).filter((kind) => kind.startsWith('contact'))).toEqual(['contact-lost', 'contact-back'])
  })

  test('for hours: the host can tell later, so that the run has no outcome until it does', async () => {
    const run = await bench.begin()
    lose()
    await bench.clock.pass(3 * 60 * 60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    comeBack()
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['answered', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
  })

  test('and auto-answer is off: a question that came meanwhile waits for a person, and becomes the error', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    lose()
    await bench.clock.pass(60_000)
    comeBack()
    bench.host.ask('12', serial())
    const after = await bench.see(run)
    expect(after.error).toMatchObject({ kind: 'question' })
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
  })

  test('reported twice is told once', async () => {
    const run = await bench.begin()
    lose()
    lose()
    expect(kinds(await bench.see(run)).filter((kind) => kind === 'contact-lost')).toHaveLength(1)
  })

  test('a host that has forgotten the task: nobody knows what became of it, and the run says so', async () => {
    const run = await bench.begin()
    lose()
    comeBack()
    bench.host.report('task-1', { kind: 'task-gone' })
    const after = await bench.see(run)
    expect(outcomeOf(after)).toMatchObject({ kind: 'lost', reason: expect.stringContaining('no longer has the task') })
    expect(after.state).toMatchObject({ following: false })
    expect(bench.host.followers('task-1')).toBe(0)
  })

  test('a left-blocked run whose task is forgotten stops following', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.report('task-1', { kind: 'task-gone' })
    const after = await bench.see(run)
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
    expect(stepOf(after, 'task-ended')?.event).toMatchObject({ state: 'unknown' })
    expect(after.state).toMatchObject({ following: false })
  })

  test('the VM is deleted: its question goes with it, the task says how it ends', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.dropVm('12')
    bench.host.putTask({
      moid: 'task-1',
      vm: '12',
      state: 'error',
      fault: { type: 'ManagedObjectNotFound', message: 'gone', chain: [] },
    })
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['question-gone', 'task-ended'])
  })
})

describe('a connection', () => {
  test('that is removed ends its runs honestly', async () => {
    const run = await bench.begin()
    await bench.runs.dropConnection(run.connection)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'lost', reason: 'The connection was removed.' })
    expect(bench.host.followers('task-1')).toBe(0)
    expect(await bench.recorded(run)).toEqual(await bench.see(run))
  })

  test('that is opened anew is followed anew', async () => {
    const run = await bench.begin()
    bench.runs.reattach(run.connection)
    expect(bench.host.calls.filter((call) => call === 'followTask task-1')).toHaveLength(2)
    expect(bench.host.followers('task-1')).toBe(1)
    end()
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })
})

describe('guest operations, which are no tasks', () => {
  beforeEach(() => {
    bench.host.putVm({ moid: '12', powerState: 'poweredOn', toolsRunning: true })
    bench.host.on.startTask = async () => ({ kind: 'no-task' })
  })

  test('a restart is done when the host has taken it', async () => {
    const run = await bench.begin({ verb: 'rebootGuest' })
    expect(kinds(run).slice(-3)).toEqual(['start-sent', 'started', 'ended'])
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
  })

  test('a shutdown is done when the VM is off', async () => {
    const run = await bench.begin({ verb: 'shutdownGuest' })
    expect(outcomeOf(run)).toBeUndefined()
    bench.host.putVm({ moid: '12', toolsRunning: false })
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    bench.host.putVm({ moid: '12', powerState: 'poweredOff' })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('a guest that does not shut down is not watched for ever', async () => {
    const run = await bench.begin({ verb: 'shutdownGuest' })
    await bench.clock.pass(10 * 60_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'failed',
      fault: { message: 'The guest was asked to shut down 10 min ago, and the VM is not off.' },
    })
  })

  test('the VM goes: nobody can say', async () => {
    const gone = await bench.begin({ verb: 'shutdownGuest' })
    bench.host.dropVm('12')
    expect(outcomeOf(await bench.see(gone))).toEqual({ kind: 'lost', reason: 'The VM no longer exists.' })
  })

  test.each([
    ['poweredOff', { kind: 'succeeded' }],
    ['poweredOn', { kind: 'failed' }],
  ] as const)('contact goes for longer than a guest may take: back, the VM is %s', async (powerState, outcome) => {
    const run = await bench.begin({ verb: 'shutdownGuest' })
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    await bench.clock.pass(60 * 60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    bench.host.putVm({ moid: '12', powerState })
    bench.host.contact({ at: 'live', since: '', lastAnswerAt: '' })
    expect(outcomeOf(await bench.see(run))).toMatchObject(outcome)
  })

  test.each([
    ['goes off: that was what was wanted', 'poweredOff', { kind: 'succeeded' }],
    [
      'stays on: nobody can say',
      'poweredOn',
      { kind: 'lost', reason: expect.stringContaining('No reply to ShutdownGuest') },
    ],
  ] as const)('no reply to a shutdown, and the VM %s', async (_what, powerState, outcome) => {
    bench.host.on.startTask = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const run = await bench.begin({ verb: 'shutdownGuest' })
    expect(kinds(run).at(-1)).toBe('start-unanswered')
    await bench.clock.pass(5 * 60_000)
    bench.host.putVm({ moid: '12', powerState })
    await bench.clock.pass(5 * 60_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject(outcome)
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toHaveLength(1)
  })
})

describe('what became of the task cannot be known', () => {
  test('the account may start it and not read it: outcome unknown, naming the privilege, and the VM is free', async () => {
    const run = await bench.begin()
    const withheld = 'The account that this connection uses may not read it: it lacks System.Read.'
    bench.host.report('task-1', { kind: 'task-gone', withheld })
    expect((await bench.see(run)).state).toMatchObject({
      at: 'ended',
      outcome: { kind: 'lost', reason: `What became of the task is not known. ${withheld}` },
      following: false,
    })
    const next = await bench.begin()
    expect(outcomeOf(next)).toBeUndefined()
  })

  test('a task of the same id that is about another VM is none of this run', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '99', state: 'success' })
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('another task under this id'),
    })
  })
})
