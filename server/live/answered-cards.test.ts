import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { QuestionView } from '@/lib/live/live-state'
import type { VmQuestion } from '@/lib/vsphere/question'
import { WireError } from '../vsphere/errors'
import { connection, keyOf, openBench, person, serial, type Bench } from '../runs/testing/run-rig'
import { fault } from '../runs/testing/scripted-inventory'
import { deferred, settled } from '../runs/testing/turned-clock'

let bench: Bench

async function open(autoAnswer: boolean): Promise<void> {
  bench = await openBench({ autoAnswer })
}
afterEach(() => bench.close())

async function view(question: VmQuestion): Promise<QuestionView | undefined> {
  await settled()
  return bench.hub.get('questions', keyOf(question))
}

const changes = () => bench.told.filter(({ table }) => table === 'questions')
const count = () => bench.hub.rows('questions').size

describe('a question that is no longer asked', () => {
  beforeEach(() => open(false))

  test('was answered by somebody outside Andon', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await bench.clock.pass(5_000)
    bench.host.ask('12', undefined)
    expect((await view(question))?.state).toMatchObject({
      at: 'answered',
      by: { kind: 'elsewhere' },
      isDefault: false,
      afterMs: 5_000,
    })
  })

  test('was answered from here, also when the stream is faster than the reply', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    const press = bench.runs.answer(keyOf(question), '1', person)
    await settled()
    bench.host.ask('12', undefined)
    expect((await view(question))?.state).toMatchObject({ at: 'sending', choiceKey: '1' })
    reply.resolve()
    expect((await press).ok).toBe(true)
    expect((await view(question))?.state).toMatchObject({
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
      if (who === 'a person') await bench.runs.answer(keyOf(question), '2', person)
      bench.host.ask('12', undefined)
      await bench.clock.pass(30_000)
      bench.host.ask('12', question)
      expect((await view(question))?.state.at).toBe('waiting')
      await bench.clock.pass(60 * 60_000)
      expect((await view(question))?.state.at).toBe('waiting')
    },
  )

  test('went with its VM', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    bench.host.dropVm('12')
    expect((await view(question))?.state).toMatchObject({ at: 'gone' })
  })

  test('an answer of a person that failed leaves it waiting, and says whose it was and what went wrong', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(new WireError('timed-out', 'no reply'))
    await bench.runs.answer(keyOf(question), '0', person)
    expect((await view(question))?.state).toEqual({
      at: 'waiting',
      why: {
        why: 'person-failed',
        by: 'm.okafor',
        detail: 'The host did not say whether it took it: The server did not answer in time.',
      },
    })
    bench.host.on.answerVm = () => Promise.reject(fault('InvalidArgument', 'choice'))
    await bench.runs.answer(keyOf(question), '0', person)
    expect((await view(question))?.state).toMatchObject({
      why: { why: 'person-failed', detail: /InvalidArgument|choice/ },
    })
  })

  test('is forgotten at once with its connection', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    bench.live.detach(connection)
    expect(count()).toBe(0)
    expect(changes().at(-1)).toEqual({ op: 'remove', table: 'questions', id: keyOf(question) })
    bench.host.ask('12', serial())
    expect(count()).toBe(0)
  })
})
