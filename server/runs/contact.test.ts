import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyOf, kinds, openBench, outcomeOf, person, serial, stepOf, taskOf, vm, type Bench } from './run-rig'
import { settled } from './turned-clock'
import { WireError } from '../vsphere/errors'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

const answers = () => bench.host.calls.filter((call) => call.startsWith('answerVm'))
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
    expect(answers()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(kinds(after).filter((kind) => kind.startsWith('contact'))).toEqual(['contact-lost', 'contact-back'])
  })

  test('for longer: lost, with the reason; back again, the run attaches to its task and says what became of it', async () => {
    const run = await bench.begin()
    lose()
    await bench.clock.pass(60_000)
    const lost = await bench.see(run)
    expect(lost.state).toMatchObject({
      at: 'ended',
      outcome: { kind: 'lost', reason: 'connection timed out' },
      following: true,
    })
    comeBack()
    bench.host.ask('12', serial())
    await settled()
    expect(answers()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(kinds(after).slice(-2)).toEqual(['answered', 'task-ended'])
    expect(after.state).toMatchObject({ outcome: { kind: 'lost' }, following: false })
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
    expect(outcomeOf(after)).toMatchObject({ kind: 'lost' })
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
    expect(kinds(after).slice(-2)).toEqual(['answered-elsewhere', 'task-ended'])
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

  test('the VM goes, or contact does', async () => {
    const gone = await bench.begin({ verb: 'shutdownGuest' })
    bench.host.dropVm('12')
    expect(outcomeOf(await bench.see(gone))).toEqual({ kind: 'lost', reason: 'The VM no longer exists.' })
    bench.host.putVm({ moid: '12', powerState: 'poweredOn', toolsRunning: true })
    const lost = await bench.begin({ verb: 'shutdownGuest' })
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    await bench.clock.pass(60_000)
    expect(outcomeOf(await bench.see(lost))).toEqual({ kind: 'lost', reason: 'timed out' })
    expect((await bench.see(lost)).state).toMatchObject({ following: false })
  })
})

describe('the process starts again', () => {
  test('a run whose task is on attaches to it, answers its questions and ends', async () => {
    const run = await bench.begin()
    await bench.restart()
    bench.host.ask('12', serial())
    await settled()
    expect(answers()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(kinds(after)).toEqual([
      'requested',
      'checked',
      'start-sent',
      'started',
      'contact-lost',
      'contact-back',
      'question-raised',
      'answer-sent',
      'answered',
      'ended',
    ])
  })

  test('a question that was raised before is dealt with once', async () => {
    bench.host.on.answerVm = () => new Promise(() => undefined)
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    delete bench.host.on.answerVm
    await bench.restart()
    await settled()
    const after = await bench.see(run)
    expect(kinds(after).filter((kind) => kind === 'question-raised')).toHaveLength(1)
    expect(kinds(after).at(-1)).toBe('answered')
    expect(answers()).toHaveLength(2)
  })

  test('automatic answers of the life before count', async () => {
    const text = 'msg.hbacommon.outofspace:No space. Retry?'
    const run = await bench.begin()
    for (let n = 0; n < 2; n++) {
      bench.host.ask('12', serial({ text }))
      await settled()
    }
    bench.host.ask('12', undefined)
    await bench.restart()
    for (let n = 0; n < 2; n++) {
      bench.host.ask('12', serial({ text }))
      await settled()
    }
    expect(answers()).toHaveLength(3)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('a left-blocked run goes on following', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    await bench.restart()
    expect((await bench.runs.answer(keyOf(question), '0', person)).ok).toBe(true)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['ended', 'answer-sent', 'answered', 'task-ended'])
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('a task that the host has forgotten in the meantime is lost', async () => {
    const run = await bench.begin()
    await bench.restart()
    bench.host.report('task-1', { kind: 'task-gone' })
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'lost' })
  })

  test('without contact, the run is lost after a while', async () => {
    const run = await bench.begin()
    const tasks = bench.host.tasks as Map<unknown, unknown> // emptied so that nothing is reported
    tasks.clear()
    await bench.restart()
    await bench.clock.pass(60_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'lost' })
  })

  test('a run that had only been asked for was not started, and is not started now', async () => {
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    const run = await bench.begin()
    delete bench.host.on.readBeforeRun
    await bench.restart()
    const after = await bench.see(run)
    expect(outcomeOf(after)).toMatchObject({
      kind: 'refused',
      refusal: { because: expect.stringContaining('Nothing was started') },
    })
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toEqual([])
    expect((await bench.runs.start(vm, { verb: 'powerOn' }, person)).ok).toBe(true)
  })

  test('a start without a recorded reply is not repeated: whether it happened is not known', async () => {
    bench.host.on.startTask = () => new Promise(() => undefined)
    const run = await bench.begin()
    await bench.restart()
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('not known'),
    })
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toHaveLength(1)
  })

  test('a guest shutdown is watched again', async () => {
    bench.host.putVm({ moid: '12', powerState: 'poweredOn', toolsRunning: true })
    bench.host.on.startTask = async () => ({ kind: 'no-task' })
    const run = await bench.begin({ verb: 'shutdownGuest' })
    await bench.restart()
    bench.host.putVm({ moid: '12', powerState: 'poweredOff' })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('a cancel that was taken keeps its end in sight', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.ask('12', serial())
    await settled()
    await bench.restart()
    expect(bench.host.calls.filter((call) => call.startsWith('cancelTask'))).toHaveLength(1)
    await bench.clock.pass(30_000)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-without-effect' })
  })
})

describe('what is shown', () => {
  test('runs that ended leave the board after 15 minutes, those that follow their task stay', async () => {
    const removed: string[] = []
    bench.runs.onChange((change) => change.op === 'remove' && removed.push(change.run))
    const done = await bench.begin()
    end()
    await settled()
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const left = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    await bench.clock.pass(15 * 60_000 + 1_000)
    expect(removed).toEqual([done.id])
    expect(bench.runs.views().map(({ id }) => id)).toEqual([left.id])
  })

  test('and are there again after a restart, for what is left of the time', async () => {
    const run = await bench.begin()
    end()
    await settled()
    await bench.clock.pass(14 * 60_000)
    await bench.restart()
    expect(bench.runs.views().map(({ id }) => id)).toEqual([run.id])
    await bench.clock.pass(60_000)
    expect(bench.runs.views()).toEqual([])
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
    const task = bench.host.tasks.get(taskOf('task-1'))
    if (!task) throw new Error('no task')
    expect(bench.runs.withRun(task).run).toBe(run.id)
    const other = { ...task, key: taskOf('task-77') }
    expect(bench.runs.withRun(other)).toBe(other)
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
