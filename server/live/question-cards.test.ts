import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { VmQuestion } from '@/lib/vsphere/question'
import { connection, keyOf, openBench, serial, taskOf, vm, withoutDefault, type Bench } from '../runs/testing/run-rig'
import { fault } from '../runs/testing/scripted-inventory'
import { deferred, settled } from '../runs/testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('a question that waits', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  test('has the VM, the text without its id, the task and who started it', async () => {
    bench.host.putVm({
      moid: '12',
      name: 'build|agent "7"',
      storedName: 'build|agent "7"',
      host: { key: 'c1/h' as never, name: 'esx-07' },
    }) // any host
    bench.host.putTask({ moid: 'task-5', vm: '12', progress: 47, startedBy: 'root' })
    const question = serial()
    bench.host.ask('12', question)
    expect(await bench.card(question)).toEqual({
      key: keyOf(question),
      connection,
      vm,
      vmName: 'build|agent "7"',
      vmStoredName: 'build|agent "7"',
      hostName: 'esx-07',
      question,
      messageId: 'msg.serial.file.open',
      text: 'Serial port output file "/a/serial0.log" already exists.',
      raisedAt: new Date(bench.clock.now()).toISOString(),
      overdueAt: new Date(bench.clock.now() + 600_000).toISOString(),
      task: {
        key: taskOf('task-5'),
        label: 'Power on',
        method: 'PowerOnVM_Task',
        progress: 47,
        startedBy: 'root',
        cancelable: false,
      },
      state: { at: 'waiting', why: { why: 'auto-answer-off', when: 'now' } },
    })
  })

  test('is overdue by the limit that holds now, also when that changes while it waits', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const raised = Date.parse((await bench.card(question))?.raisedAt ?? '')
    bench.overdueAfter(3_600_000)
    expect((await bench.card(question))?.overdueAt).toBe(new Date(raised + 3_600_000).toISOString())
  })

  test('follows its task’s progress, and is told only when something changed', async () => {
    bench.host.putTask({ moid: 'task-5', vm: '12', progress: 47 })
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    bench.told.length = 0
    bench.host.putTask({ moid: 'task-5', vm: '12', progress: 47 })
    bench.host.putTask({ moid: 'task-9', vm: '99', progress: 3 })
    expect(bench.cardsTold()).toEqual([])
    bench.host.putTask({ moid: 'task-5', vm: '12', progress: 48 })
    expect(bench.cardsTold()).toMatchObject([{ op: 'put', value: { task: { progress: 48 } } }])
  })

  test('was there before anybody looked', async () => {
    const question = serial()
    bench.live.detach(connection)
    bench.host.ask('12', question)
    expect(await bench.card(question)).toBeUndefined()
    bench.live.attach(bench.host.asShown)
    expect((await bench.card(question))?.state.at).toBe('waiting')
  })

  test('of a run that was left blocked says how', async () => {
    const why = async () => {
      const state = (await bench.card(question))?.state
      return state?.at === 'waiting' ? state.why : state
    }
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    expect(await why()).toEqual({
      why: 'auto-answer-off-left-blocked',
      detail: 'PowerOnVM_Task is not cancelable.',
    })
    expect(await bench.card(question)).toMatchObject({ run: run.id, task: { startedBy: 'm.okafor' } })
  })

  test('of a run whose cancel was refused says what the host said', async () => {
    await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    const reply = deferred()
    bench.host.on.cancelTask = () => reply.promise
    const question = serial()
    bench.host.ask('12', question)
    expect((await bench.card(question))?.state).toEqual({
      at: 'waiting',
      why: { why: 'auto-answer-off', when: 'at-start' },
    })
    reply.reject(fault('NotSupported'))
    expect((await bench.card(question))?.state).toEqual({
      at: 'waiting',
      why: {
        why: 'auto-answer-off-left-blocked',
        detail: 'Cancel requested; the host refused: PowerOnVM_Task is not cancelable.',
      },
    })
  })

  test('changes its reason when the setting does', async () => {
    bench.host.putTask({ moid: 'task-5', vm: '12' })
    const question = serial()
    bench.host.ask('12', question)
    bench.policy = { autoAnswer: true, setBy: 'a.haddad' }
    bench.live.connectionChanged(connection)
    expect((await bench.card(question))?.state).toEqual({ at: 'waiting', why: { why: 'not-started-here' } })
  })
})

describe('with auto-answer on', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: true })
  })

  const why = async (question: VmQuestion) => {
    const state = (await bench.card(question))?.state
    return state?.at === 'waiting' ? state.why : state
  }

  test('a question that belongs to no task waits for a person', async () => {
    const question = serial()
    bench.host.ask('12', question)
    expect(await why(question)).toEqual({ why: 'no-task' })
  })

  test.each([
    ['no-default', withoutDefault()],
    ['no-choices', serial({ choices: [] })],
  ])('%s', async (reason, question) => {
    await bench.begin()
    bench.host.ask('12', question)
    expect(await why(question)).toEqual({ why: reason })
  })

  test('one that came back names the answer that did not help', async () => {
    await bench.begin()
    const retry = { choices: [{ key: '0', label: '_Retry', summary: 'Retry' }], text: 'No space.', messages: [] }
    let question = serial(retry)
    for (let n = 0; n < 4; n++) {
      question = serial(retry)
      bench.host.ask('12', question)
      await settled()
    }
    expect(await why(question)).toEqual({ why: 'came-back', answer: 'Retry' })
  })

  test('one whose answer was refused says what the host said', async () => {
    await bench.begin()
    bench.host.on.answerVm = () => Promise.reject(fault('NoPermission', 'Permission denied.'))
    const question = serial()
    bench.host.ask('12', question)
    expect(await why(question)).toEqual({ why: 'answer-failed', detail: 'Permission denied.' })
  })

  test('shows that an answer is on its way, and then who gave which, after how long, for a minute', async () => {
    await bench.begin()
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    const question = serial()
    bench.host.ask('12', question)
    expect((await bench.card(question))?.state).toEqual({
      at: 'sending',
      choiceKey: '0',
      by: { kind: 'autoAnswer', setBy: 'r.nakamura' },
    })
    await bench.clock.pass(1_500)
    reply.resolve()
    await settled()
    const answered = {
      at: 'answered',
      by: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      answeredAt: new Date(bench.clock.now()).toISOString(),
      choiceKey: '0',
      isDefault: true,
      afterMs: 1_500,
    }
    expect((await bench.card(question))?.state).toEqual(answered)
    bench.host.ask('12', undefined)
    expect((await bench.card(question))?.state).toEqual(answered)
    await bench.clock.pass(59_000)
    expect(bench.hub.rows('questions').size).toBe(1)
    await bench.clock.pass(1_000)
    expect(bench.hub.rows('questions').size).toBe(0)
    expect(bench.cardsTold().at(-1)).toEqual({ op: 'remove', table: 'questions', id: keyOf(question) })
  })

  test('the next question of the VM stands beside the record of the one before', async () => {
    await bench.begin()
    const [first, second] = [serial(), withoutDefault({ text: 'Next?' })]
    bench.host.ask('12', first)
    await settled()
    bench.host.ask('12', second)
    expect((await bench.card(second))?.state.at).toBe('waiting')
    expect((await bench.card(first))?.state.at).toBe('answered')
  })
})
