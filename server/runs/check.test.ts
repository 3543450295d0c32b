import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  kinds,
  openBench,
  outcomeOf,
  person,
  serial,
  stepOf,
  taskOf,
  vm,
  withoutDefault,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'
import { WireError } from '../vsphere/errors'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const started = () => bench.host.calls.filter((call) => call.startsWith('startTask'))

describe('a question is pending before the run', () => {
  test('auto-answer off: refused, with the question and every possible answer; nothing is started', async () => {
    bench.policy.autoAnswer = false
    const question = serial()
    bench.host.ask('12', question)
    const run = await bench.begin()
    expect(kinds(run)).toEqual(['requested', 'checked', 'ended'])
    expect(outcomeOf(run)).toMatchObject({ kind: 'refused', refusal: { why: 'question-pending' } })
    expect(run.error).toMatchObject({
      kind: 'question',
      question: { text: 'Serial port output file "/a/serial0.log" already exists.', choices: question.choices },
    })
    expect(bench.host.calls).toEqual(['readBeforeRun 12'])
  })

  test('auto-answer on: the default is given by its key, the wanted task is not started, the earlier one is followed to its end', async () => {
    bench.host.putTask({ moid: 'task-90', vm: '12', progress: 47 })
    const question = serial({ defaultIndex: 2 })
    bench.host.ask('12', question)
    const run = await bench.begin()
    expect(bench.host.calls).toEqual(['readBeforeRun 12', `answerVm 12 ${question.id} 2`, 'followTask task-90'])
    expect(outcomeOf(run)).toEqual({ kind: 'answered-earlier', task: taskOf('task-90') })
    expect(run.state).toMatchObject({ following: true })
    expect(run.error).toBeUndefined()

    bench.host.ask('12', undefined)
    bench.host.putTask({ moid: 'task-90', vm: '12', state: 'success' })
    const after = await bench.see(run)
    expect(kinds(after)).toEqual(['requested', 'checked', 'answer-sent', 'answered', 'ended', 'progress', 'task-ended'])
    expect(after.state).toMatchObject({ following: false, outcome: { kind: 'answered-earlier' } })
    expect(bench.host.followers('task-90')).toBe(0)
    expect(started()).toEqual([])
  })

  test('auto-answer on, and no task waits for it: answered, and nothing is followed', async () => {
    bench.host.ask('12', serial())
    const run = await bench.begin()
    expect(outcomeOf(run)).toEqual({ kind: 'answered-earlier' })
    expect(run.state).toMatchObject({ following: false })
  })

  test.each([
    ['no-default', withoutDefault()],
    ['no-choices', serial({ choices: [] })],
  ])('auto-answer on: %s is refused, saying exactly that', async (why, question) => {
    bench.host.ask('12', question)
    const run = await bench.begin()
    expect(outcomeOf(run)).toMatchObject({ kind: 'refused', refusal: { why } })
    expect(run.error).toMatchObject({ kind: 'question' })
    expect(bench.host.calls).toEqual(['readBeforeRun 12'])
  })

  test('somebody else answers first: the VM is looked at again, and the task starts', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(fault('InvalidArgument'))
    }
    const run = await bench.begin()
    expect(kinds(run)).toEqual([
      'requested',
      'checked',
      'answer-sent',
      'question-gone',
      'checked',
      'start-sent',
      'started',
    ])
  })

  test('the host refuses the answer: the run says what the host said, and that the question is in the way', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => Promise.reject(fault('NoPermission', 'Permission to perform this was denied.'))
    const run = await bench.begin()
    expect(outcomeOf(run)).toMatchObject({ kind: 'refused', refusal: { why: 'question-pending' } })
    expect(run.steps.find(({ event }) => event.kind === 'not-answered')?.event).toMatchObject({
      because: 'answer-failed',
      raw: 'Permission to perform this was denied.',
    })
  })

  test('no reply to the answer, and what is asked now cannot be read: it is read when it can be', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    bench.host.on.readQuestion = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const run = await bench.begin()
    for (let n = 0; n < 60; n++) await bench.clock.pass(2_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    bench.host.ask('12', undefined)
    delete bench.host.on.readQuestion
    await bench.clock.pass(2_000)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'answered-earlier' })
  })

  test('no reply to the answer, and the host refuses to say what is asked now: nobody can say', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    bench.host.on.readQuestion = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const run = await bench.begin()
    bench.host.on.readQuestion = () => Promise.reject(fault('NoPermission', 'Permission was denied.'))
    await bench.clock.pass(2_000)
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('Permission was denied.'),
    })
  })

  test('no reply to any answer, and it is still asked: the host took none of them, and that is known', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const run = await bench.begin()
    for (let n = 0; n < 6; n++) await bench.clock.pass(2_000)
    expect(bench.answersSent()).toHaveLength(5)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'refused', refusal: { why: 'question-pending' } })
  })

  test('the connection is removed before anything was sent: refused, and nothing was started', async () => {
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    const run = await bench.begin()
    await bench.runs.dropConnection(run.connection)
    expect(outcomeOf(await bench.see(run))).toEqual({
      kind: 'refused',
      refusal: { why: 'not-possible', because: 'The connection was removed. Nothing was started.' },
    })
  })

  test('no reply to the answer: still asked, it is given again; gone, it was probably that', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(new WireError('connection-cut', 'socket hang up'))
    const run = await bench.begin()
    expect(kinds(run).slice(-2)).toEqual(['answer-sent', 'answer-unconfirmed'])
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(new WireError('connection-cut', 'socket hang up'))
    }
    await bench.clock.pass(2_000)
    const after = await bench.see(run)
    expect(stepOf(after, 'question-gone')?.event).toMatchObject({ known: 'own-answer-probable' })
    expect(outcomeOf(after)).toMatchObject({ kind: 'answered-earlier' })
  })

  test('questions that the earlier task asks later are left to a person, and the timeline says who answered', async () => {
    bench.host.putTask({ moid: 'task-90', vm: '12' })
    bench.host.ask('12', serial())
    const run = await bench.begin()
    const second = serial()
    bench.host.ask('12', second)
    await settled()
    expect(bench.host.calls.filter((call) => call.startsWith('answerVm'))).toHaveLength(1)
    expect(await bench.answer(second, '1', person)).toEqual({ ok: true, value: null })
    const after = await bench.see(run)
    expect(kinds(after).slice(-3)).toEqual(['question-raised', 'answer-sent', 'answered'])
    expect(after.steps.at(-1)?.actor).toEqual(person)
  })
})

describe('other reasons not to start', () => {
  test('an unfinished task is named, with its progress', async () => {
    bench.host.putTask({ moid: 'task-90', vm: '12', name: 'CloneVM_Task', progress: 62 })
    const run = await bench.begin()
    expect(outcomeOf(run)).toEqual({
      kind: 'refused',
      refusal: { why: 'task-unfinished', task: taskOf('task-90'), taskName: 'Clone', progress: 62 },
    })
    expect(started()).toEqual([])
  })

  test('the fresh state of the host decides, not what the list still showed', async () => {
    const stale = bench.host.vms.get(vm)
    expect(stale?.powerState).toBe('poweredOff')
    if (!stale) throw new Error('no VM')
    bench.host.on.readBeforeRun = async () => ({ view: { ...stale, powerState: 'poweredOn' }, unfinishedTasks: [] })
    const run = await bench.begin()
    expect(outcomeOf(run)).toEqual({
      kind: 'refused',
      refusal: { why: 'not-possible', because: 'The VM is already on.' },
    })
    expect(run.error).toEqual({ kind: 'text', text: 'The VM is already on.' })
    expect(started()).toEqual([])
  })

  test('a VM that cannot be read', async () => {
    bench.host.on.readBeforeRun = () => Promise.reject(new WireError('timed-out', 'no reply'))
    expect(outcomeOf(await bench.begin())).toEqual({
      kind: 'refused',
      refusal: {
        why: 'not-possible',
        because: 'The VM could not be read, so nothing was started. The server did not answer in time.',
      },
    })
    bench.host.on.readBeforeRun = () => Promise.reject(fault('ManagedObjectNotFound', 'gone'))
    expect(outcomeOf(await bench.begin())).toMatchObject({ kind: 'failed', fault: { type: 'ManagedObjectNotFound' } })
  })
})

describe('starting', () => {
  test('a fault ends the run with the whole chain', async () => {
    const chain = [{ key: 'msg.hvuser.NoSVM', message: 'No SVM.' }, { message: 'Power on failed.' }]
    bench.host.on.startTask = () =>
      Promise.reject(fault('GenericVmConfigFault', 'This host does not support AMD-V.', chain))
    const run = await bench.begin()
    expect(outcomeOf(run)).toMatchObject({ kind: 'failed', fault: { type: 'GenericVmConfigFault', chain } })
    expect(run.error).toMatchObject({ kind: 'fault', fault: { chain } })
  })

  test('one run at a time on a VM; the next may start when it has ended', async () => {
    const first = await bench.begin()
    expect(await bench.runs.start(vm, { verb: 'reset' }, person)).toMatchObject({
      ok: false,
      error: {
        code: 'vm-busy',
        sentence: 'One task at a time on a VM. The next can start when Power on has ended.',
      },
    })
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    expect(outcomeOf(await bench.see(first))).toEqual({ kind: 'succeeded' })
    expect((await bench.runs.start(vm, { verb: 'powerOn' }, person)).ok).toBe(true)
  })

  test('two presses at the same moment start one run', async () => {
    const both = await Promise.all([
      bench.runs.start(vm, { verb: 'powerOn' }, person),
      bench.runs.start(vm, { verb: 'powerOn' }, person),
    ])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    await settled()
    expect(started()).toHaveLength(1)
  })

  test('many VMs: one result each, in the order given', async () => {
    const one = bench.host.putVm({ moid: '13' }).key
    const two = bench.host.putVm({ moid: '14' }).key
    bench.host.dropVm('14')
    const results = await bench.runs.startMany([two, one, vm], { verb: 'powerOn' }, person)
    expect(results.map(({ vm: at, result }) => [at, result.ok])).toEqual([
      [two, false],
      [one, true],
      [vm, true],
    ])
  })

  test('nothing starts on a VM, a connection or a contact that is not there', async () => {
    const codes = async (key: string) => {
      const result = await bench.runs.start(key as typeof vm, { verb: 'powerOn' }, person) // as a browser may send it
      return result.ok ? 'ok' : result.error.code
    }
    expect(await codes('c1/99')).toBe('no-such-vm')
    expect(await codes('nonsense')).toBe('no-such-vm')
    expect(await codes('c9/12')).toBe('no-connection')
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    expect(await codes(vm)).toBe('no-contact')
    expect(bench.host.calls).toEqual([])
  })

  test('the policy is fixed when the run starts', async () => {
    const reading = deferred()
    const view = bench.host.vms.get(vm)
    if (!view) throw new Error('no VM')
    bench.host.on.readBeforeRun = () => reading.promise.then(() => ({ view, unfinishedTasks: [] }))
    const run = await bench.begin()
    bench.policy = { autoAnswer: false, setBy: 'a.haddad' }
    reading.resolve()
    await settled()
    bench.host.ask('12', serial())
    const after = await bench.see(run)
    expect(after).toMatchObject({ policy: { autoAnswer: true, setBy: 'r.nakamura' } })
    expect(kinds(after).slice(-2)).toEqual(['answer-sent', 'answered'])
  })
})
