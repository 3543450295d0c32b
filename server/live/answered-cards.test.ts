import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WireError } from '../vsphere/errors'
import { connection, keyOf, openBench, person, serial, type Bench } from '../runs/testing/run-rig'
import { fault } from '../runs/testing/scripted-inventory'
import { deferred, settled } from '../runs/testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('a question that is no longer asked', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  test('went away, and by whom is not known', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await bench.clock.pass(5_000)
    bench.host.ask('12', undefined)
    expect((await bench.card(question))?.state).toMatchObject({
      at: 'gone',
      known: 'unknown',
      goneAt: new Date(bench.clock.now()).toISOString(),
    })
  })

  test('was probably answered from here, where the reply to our answer is missing', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return Promise.reject(new WireError('connection-cut', 'socket hang up'))
    }
    expect(await bench.answer(question, '0', person)).toMatchObject({ ok: false, error: { code: 'answer-probable' } })
    expect((await bench.card(question))?.state).toMatchObject({
      at: 'gone',
      known: 'own-answer-probable',
      sent: { by: person, choiceKey: '0' },
    })
  })

  test('was answered from here, also when the stream is faster than the reply', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    const press = bench.answer(question, '1', person)
    await settled()
    bench.host.ask('12', undefined)
    expect((await bench.card(question))?.state).toMatchObject({ at: 'sending', choiceKey: '1' })
    reply.resolve()
    expect((await press).ok).toBe(true)
    expect((await bench.card(question))?.state).toMatchObject({
      at: 'answered',
      by: person,
      choiceKey: '1',
      isDefault: false,
    })
  })

  test.each(['the host', 'a person'])(
    'waits as any other when it is asked again after %s was done with it',
    async (who) => {
      const question = serial({ id: '_vmx1' })
      bench.host.ask('12', question)
      if (who === 'a person') await bench.answer(question, '2', person)
      bench.host.ask('12', undefined)
      await bench.clock.pass(30_000)
      bench.host.ask('12', question)
      expect((await bench.card(question))?.state.at).toBe('waiting')
      await bench.clock.pass(60 * 60_000)
      expect((await bench.card(question))?.state.at).toBe('waiting')
    },
  )

  test('went with its VM', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    bench.host.dropVm('12')
    expect((await bench.card(question))?.state).toMatchObject({ at: 'gone', known: 'vm-gone' })
  })

  test('an answer of a person that failed leaves it waiting, and says whose it was and what went wrong', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(new WireError('timed-out', 'no reply'))
    await bench.answer(question, '0', person)
    expect((await bench.card(question))?.state).toEqual({
      at: 'waiting',
      why: { why: 'answer-unconfirmed', by: 'm.okafor' },
    })
    bench.host.on.answerVm = () => Promise.reject(fault('InvalidArgument', 'choice'))
    await bench.answer(question, '0', person)
    expect((await bench.card(question))?.state).toMatchObject({
      why: { why: 'person-failed', detail: /InvalidArgument|choice/ },
    })
  })

  test.each([
    ['success', undefined, { state: 'success' }],
    ['error', 'NoDiskSpace', { state: 'error', fault: 'No space left.' }],
    ['error', 'RequestCanceled', { state: 'error', fault: 'No space left.', cancelled: true }],
  ] as const)('says how its task really ended: %s %s', async (state, type, end) => {
    bench.host.putTask({ moid: 'task-5', vm: '12' })
    const question = serial()
    bench.host.ask('12', question)
    await bench.answer(question, '0', person)
    bench.host.ask('12', undefined)
    expect((await bench.card(question))?.task?.end).toBeUndefined()
    const fault = type && { type, message: 'No space left.', chain: [] }
    bench.host.putTask({ moid: 'task-5', vm: '12', state, ...(fault ? { fault } : {}) })
    expect((await bench.card(question))?.task?.end).toEqual(end)
  })

  test('belongs to the run that was left blocked, however long ago that was', async () => {
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await bench.clock.pass(27 * 60_000)
    await bench.answer(question, '0', person)
    bench.host.ask('12', undefined)
    bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success', startedBy: 'admin' })
    await bench.clock.pass(10_000)
    expect(await bench.card(question)).toMatchObject({ run: run.id, task: { startedBy: 'm.okafor', ours: true } })
    expect(bench.hub.get('runs', run.id)).toBeDefined()
  })

  test('is forgotten at once with its connection', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    bench.live.detach(connection)
    expect(bench.hub.rows('questions').size).toBe(0)
    expect(bench.cardsTold().at(-1)).toEqual({ op: 'remove', table: 'questions', id: keyOf(question) })
    bench.host.ask('12', serial())
    expect(bench.hub.rows('questions').size).toBe(0)
  })
})

/** The card said "sending" for 65 s after the process that had sent it was gone. */
describe('Andon was stopped before the host replied to a person’s answer', () => {
  const question = serial()
  const { text, ...others } = question
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => new Promise(() => undefined)
    await settled()
    void bench.answer(question, '0', person)
    await settled()
    expect((await bench.card(question))?.state.at).toBe('sending')
  })

  test('still asked: it waits at once, and that nobody knows whether it was taken is said', async () => {
    await bench.restart()
    expect((await bench.card(question))?.state).toEqual({
      at: 'waiting',
      why: { why: 'answer-unconfirmed', by: 'm.okafor' },
    })
  })

  test('so too when the next life does not know since when it is asked', async () => {
    await bench.clock.pass(5_000)
    await bench.restart(() => bench.host.ask('12', question))
    expect((await bench.card(question))?.state).toMatchObject({ why: { why: 'answer-unconfirmed' } })
    bench.host.ask('12', undefined)
    expect((await bench.card(question))?.state).toMatchObject({
      at: 'gone',
      known: 'own-answer-probable',
      sent: { by: person, choiceKey: '0' },
    })
    await bench.clock.pass(1_000)
    bench.host.ask('12', question)
    expect((await bench.card(question))?.state).toMatchObject({ at: 'waiting', why: { why: 'no-task' } })
  })

  test('the host puts another question under its id: nobody has answered that one', async () => {
    await bench.restart(() => bench.host.ask('12', { ...others, text: `${text} Delete it?` }))
    expect((await bench.card(question))?.state).toMatchObject({ at: 'waiting', why: { why: 'no-task' } })
  })
})
