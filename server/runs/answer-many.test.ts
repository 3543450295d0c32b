import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failed, ok, type Result } from '@/lib/result'
import { connectionId, moid, questionKey, vmKey, type QuestionKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { comparable } from '@/lib/vsphere/same-question'
import { leasesInMemory } from '../journal/leases-in-memory'
import { createManyAnswers } from './answer-many'
import type { Person } from './contract'
import { connection, openBench, serial, type Bench } from './testing/run-rig'
import { deferred, settled, turnedClock } from './testing/turned-clock'

const by: Person = { kind: 'person', name: 'm.okafor' }
const other: Person = { kind: 'person', name: 'a.haddad' }
const id = 'one press'

/** Questions `a1`, `a2`, `b1`: of VMs of the hosts `a` and `b`. A host answers when the test says so. */
function rig() {
  const clock = turnedClock()
  const c1 = connectionId('c1')
  const replies = new Map<string, ReturnType<typeof deferred<Result<null>>>>()
  const asked: string[] = []
  const nameOf = (key: QuestionKey) => key.split('/')[1] ?? ''
  const many = createManyAnswers({
    leases: leasesInMemory(clock.now),
    after: clock.after,
    answer(question) {
      const name = nameOf(question)
      asked.push(name)
      const reply = deferred<Result<null>>()
      replies.set(name, reply)
      return reply.promise
    },
    hostOf: (vm) => vm.split('/')[1]?.charAt(0),
  })
  const press = (name: string) => ({
    question: questionKey(c1, moid(name), 'q'),
    press: { choice: '0', seen: { text: '', choices: [] } },
  })
  return {
    many,
    clock,
    asked,
    begin: (...names: string[]) => many.begin(id, names.map(press), by),
    reply: async (name: string, result: Result<null> = ok(null)) => {
      replies.get(name)?.resolve(result)
      await settled()
    },
    read: async (from = 0) => {
      const read = await many.read(id, from, by)
      if (!read.ok) throw new Error(read.error.sentence)
      const { results, ...rest } = read.value
      return { ...rest, results: results.map(({ question, result }) => [nameOf(question), result.ok]) }
    },
  }
}

describe('one answer to many questions', () => {
  test('goes to each host at its pace: one that is silent holds up no other', async () => {
    const { begin, asked, reply, read } = rig()
    await begin('a1', 'a2', 'a3', 'b1', 'b2', 'b3')
    expect(asked).toEqual(['a1', 'a2', 'b1', 'b2'])
    await reply('b1')
    await reply('b2')
    await reply('b3')
    expect(asked).toEqual(['a1', 'a2', 'b1', 'b2', 'b3'])
    expect(await read()).toEqual({
      results: [
        ['b1', true],
        ['b2', true],
        ['b3', true],
      ],
      known: 3,
      of: 6,
      ended: false,
    })
  })

  test('has a result for each, in the order in which they are known; who has read some reads on', async () => {
    const { begin, reply, read } = rig()
    await begin('a1', 'b1')
    await reply('b1', failed({ blame: 'ours', code: 'already-answered', sentence: 'Already.' }))
    expect(await read()).toMatchObject({ results: [['b1', false]], ended: false })
    const news = read(1)
    await reply('a1')
    expect(await news).toEqual({ results: [['a1', true]], known: 2, of: 2, ended: true })
  })

  test('stops after those that are on their way', async () => {
    const { many, begin, asked, reply, read } = rig()
    await begin('a1', 'a2', 'a3', 'a4')
    expect(await many.stop(id, by)).toEqual(ok(null))
    await reply('a1')
    expect((await read()).ended).toBe(false)
    await reply('a2')
    expect(asked).toEqual(['a1', 'a2'])
    expect(await read()).toMatchObject({ known: 2, of: 4, ended: true })
  })

  test('sends each once, however often it is asked for', async () => {
    const { begin, asked, reply, read } = rig()
    await begin('a1')
    await begin('a1', 'b1')
    await reply('a1')
    await reply('b1')
    await begin('a1', 'b1')
    expect(asked).toEqual(['a1', 'b1'])
    expect(await read()).toMatchObject({ known: 2, of: 2, ended: true })
  })

  test('is its person’s alone, and known for some minutes after its end', async () => {
    const { many, begin, clock, reply } = rig()
    await begin('a1')
    expect(await many.stop(id, other)).toMatchObject({ ok: false, error: { code: 'no-answers' } })
    expect(await many.read(id, 0, other)).toMatchObject({ ok: false, error: { code: 'no-answers' } })
    expect(await many.begin(id, [], other)).toMatchObject({ ok: false, error: { code: 'no-answers' } })
    await reply('a1')
    await clock.pass(4 * 60_000)
    expect(await many.read(id, 0, by)).toMatchObject({ ok: true })
    await clock.pass(60_000)
    expect(await many.read(id, 0, by)).toMatchObject({ ok: false, error: { code: 'no-answers' } })
  })
})

describe('one answer to many questions of hosts', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })
  afterEach(() => bench.close())

  const key = (vm: string, question: VmQuestion) => questionKey(connection, moid(vm), question.id)
  const pressOn = (vm: string, question: VmQuestion) => ({
    question: key(vm, question),
    press: { choice: '0', seen: comparable(question), together: id },
  })
  async function results() {
    await settled()
    const read = await bench.runs.readAnswers(id, 0, by)
    if (!read.ok) throw new Error(read.error.sentence)
    return Object.fromEntries(
      read.value.results.map(({ question, result }) => [question.split('/')[1], result.ok ? 'ok' : result.error.code]),
    )
  }

  test('says of each what became of it, and sends nothing to those that ask something else, or nothing', async () => {
    const question = serial()
    for (const vm of ['a', 'b', 'c', 'd']) {
      bench.host.putVm({ moid: vm, name: vm })
      bench.host.ask(vm, question)
    }
    const presses = ['a', 'b', 'c', 'd'].map((vm) => pressOn(vm, question))
    bench.host.ask('b', undefined)
    bench.host.ask('c', serial({ id: question.id, text: 'msg.serial.file.open:Another file exists.' }))
    await bench.runs.answer(key('d', question), { choice: '2', seen: comparable(question) }, other)
    await bench.runs.answerMany(id, presses, by)
    expect(await results()).toEqual({
      a: 'ok',
      b: 'no-such-question',
      c: 'question-changed',
      d: 'already-answered',
    })
    expect(bench.answersSent()).toEqual([`answerVm d ${question.id} 2`, `answerVm a ${question.id} 0`])
    expect(bench.hub.get('questions', key('a', question))?.state).toMatchObject({ by, together: id })
    const { notes } = await bench.store.journal.readHistory({ vm: vmKey(connection, moid('a')) })
    expect(notes.filter(({ content }) => content.kind === 'event' && content.event.kind === 'answered')).toMatchObject([
      { by: 'm.okafor' },
    ])
  })

  test('a host without contact gets nothing, and that is the result of each of its questions', async () => {
    const question = serial()
    for (const vm of ['a', 'b']) {
      bench.host.putVm({ moid: vm, name: vm })
      bench.host.ask(vm, question)
    }
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    await bench.runs.answerMany(
      id,
      ['a', 'b'].map((vm) => pressOn(vm, question)),
      by,
    )
    expect(await results()).toEqual({ a: 'no-contact', b: 'no-contact' })
    expect(bench.answersSent()).toEqual([])
  })
})
