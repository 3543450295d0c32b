import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentAfterMs } from '@/lib/runs/takes'
import { moid, questionKey } from '@/lib/vsphere/ids'
import { comparable } from '@/lib/vsphere/same-question'
import type { Person } from './contract'
import { connection, openBench, serial, type Bench } from './testing/run-rig'
import { settled } from './testing/turned-clock'

const me: Person = { kind: 'person', name: 'm.okafor' }
const other: Person = { kind: 'person', name: 'a.haddad' }
const question = serial({ id: '_vmx1' })
const key = (vm: string) => questionKey(connection, moid(vm), question.id)
const [a, b] = [key('a'), key('b')]

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
  for (const vm of ['a', 'b']) {
    bench.host.putVm({ moid: vm, name: vm })
    bench.host.ask(vm, question)
  }
})
afterEach(() => bench.close())

async function taken(of = a) {
  await settled()
  return bench.hub.get('questions', of)?.taken
}

test('who takes a question is said at it, and it is free again when they give it back', async () => {
  expect(await bench.runs.take([a, b], me)).toEqual([])
  expect(await taken()).toEqual({ by: 'm.okafor', at: new Date(bench.clock.now()).toISOString() })
  expect(await bench.runs.giveBack([a], me)).toEqual([])
  expect(await taken()).toBeUndefined()
  expect(await taken(b)).toMatchObject({ by: 'm.okafor' })
})

test('of two who take it the first has it, also in the same moment, and the second is told who', async () => {
  const [first, second] = await Promise.all([bench.runs.take([a], me), bench.runs.take([a, b], other)])
  expect(first).toEqual([])
  expect(second).toMatchObject([
    { question: a, error: { code: 'taken', sentence: 'M.okafor has taken this question.' } },
  ])
  expect(await bench.runs.take([a], other)).toMatchObject([{ question: a, error: { code: 'taken' } }])
  expect(await bench.runs.giveBack([a], other)).toMatchObject([{ question: a, error: { code: 'not-taken' } }])
  expect(await taken()).toMatchObject({ by: 'm.okafor' })
  expect(await taken(b)).toMatchObject({ by: 'a.haddad' })
})

test('what is not asked cannot be taken', async () => {
  bench.host.ask('a', undefined)
  expect(await bench.runs.take([a], me)).toMatchObject([{ error: { code: 'no-such-question' } }])
})

test('fifteen minutes of silence let it go, in the record too', async () => {
  await bench.runs.take([a], me)
  await bench.clock.pass(silentAfterMs - 1_000)
  expect(await taken()).toBeDefined()
  await bench.clock.pass(15_000)
  expect(await taken()).toBeUndefined()
  expect(bench.log.filter((line) => line.startsWith('journal question-'))).toContain('journal question-let-go')
  expect(await bench.runs.take([a], other)).toEqual([])
})

test('who takes it anew, or answers some of what they took at once, is not silent', async () => {
  await bench.runs.take([a, b], me)
  await bench.clock.pass(silentAfterMs - 60_000)
  await bench.runs.answer(b, { choice: '0', seen: comparable(question) }, me)
  await bench.clock.pass(silentAfterMs - 60_000)
  expect(await taken()).toMatchObject({ by: 'm.okafor' })
  await bench.runs.take([a], me)
  await bench.clock.pass(silentAfterMs - 60_000)
  expect(await taken()).toMatchObject({ by: 'm.okafor' })
})

test('a question that comes back under the same id is nobody’s', async () => {
  await bench.runs.take([a], me)
  bench.host.ask('a', undefined)
  await bench.clock.pass(1_000)
  bench.host.ask('a', question)
  expect(await taken()).toBeUndefined()
  expect(await bench.runs.take([a], other)).toEqual([])
})

test('another life of the process knows who has it, and lets it go in its time', async () => {
  await bench.runs.take([a], me)
  await bench.clock.pass(10 * 60_000)
  await bench.restart()
  expect(await taken()).toMatchObject({ by: 'm.okafor' })
  expect(await bench.runs.take([a], other)).toMatchObject([{ error: { code: 'taken' } }])
  await bench.clock.pass(6 * 60_000)
  expect(await taken()).toBeUndefined()
})
