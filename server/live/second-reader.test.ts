/**
 * Runs and questions are shown from the journal and the inventory alone: whoever reads them, in the process of the engine
 * or in another one, from the beginning or from the middle, shows the same.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyOf, openBench, person, serial, taskOf, withoutDefault, type Bench } from '../runs/testing/run-rig'
import { fault } from '../runs/testing/scripted-inventory'
import { deferred, settled } from '../runs/testing/turned-clock'
import { createHub, type Hub } from './hub'
import { createLive, type Live } from './live'

let bench: Bench
const readers: { hub: Hub; live: Live }[] = []

beforeEach(async () => {
  bench = await openBench({ autoAnswer: false })
})
afterEach(async () => {
  for (const { live } of readers.splice(0)) live.close()
  await bench.close()
})

/** Somebody who knows the journal and the host, and nothing of the engine. */
async function read(): Promise<void> {
  const hub = createHub({ epoch: 'another', now: bench.clock.now })
  const live = createLive({
    hub,
    journal: bench.store.journal,
    connectionView: () => undefined,
    policyOf: () => bench.policy,
    now: bench.clock.now,
  })
  readers.push({ hub, live })
  await live.load()
  live.attach(bench.host.asShown)
}

async function allShowTheSame(): Promise<void> {
  await settled()
  const { runs, questions, tasks } = bench.hub.tables()
  for (const { hub } of readers) expect(hub.tables()).toMatchObject({ runs, questions, tasks })
}

test('a run with its questions, answers and cancels, at every step', async () => {
  await read()
  const run = await bench.begin()
  await allShowTheSame()
  bench.host.putTask({ moid: 'task-1', vm: '12', progress: 47, cancelable: true })
  await allShowTheSame()
  expect(readers[0]?.hub.get('runs', run.id)?.state).toEqual({ at: 'running', percent: 47 })

  const cancel = deferred()
  bench.host.on.cancelTask = () => cancel.promise
  const question = serial()
  bench.host.ask('12', question)
  await allShowTheSame()
  await read()
  await allShowTheSame()
  expect(readers[1]?.hub.get('tasks', taskOf('task-1'))).toMatchObject({ cancelRequestedBy: 'auto-answer' })
  cancel.reject(fault('NotSupported'))
  await allShowTheSame()

  bench.host.on.answerVm = () => Promise.reject(fault('InvalidArgument', 'choice'))
  await bench.answer(question, '0', person)
  await read()
  await allShowTheSame()
  expect(readers[2]?.hub.get('questions', keyOf(question))?.state).toMatchObject({ why: { why: 'person-failed' } })

  const reply = deferred()
  bench.host.on.answerVm = () => reply.promise
  const press = bench.answer(question, '1', person)
  await settled()
  await read()
  await allShowTheSame()
  expect(readers[3]?.hub.get('questions', keyOf(question))?.state).toMatchObject({ at: 'sending', choiceKey: '1' })
  reply.resolve()
  await press
  await allShowTheSame()
  await read()
  await allShowTheSame()

  bench.host.ask('12', undefined)
  bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
  await settled()
  expect(readers[0]?.hub.tables()).toEqual({ ...bench.hub.tables() })
  expect(readers[4]?.hub.get('runs', run.id)).toEqual(await bench.recorded(run))
})

test('a question of somebody else’s task, answered from here without a run', async () => {
  bench.host.putTask({ moid: 'task-5', vm: '12', progress: 12, cancelable: true })
  const question = withoutDefault()
  bench.host.ask('12', question)
  await read()
  bench.host.on.answerVm = () => Promise.reject(fault('NoPermission', 'Permission denied.'))
  await bench.answer(question, '0', person)
  await bench.runs.cancelTask(taskOf('task-5'), person)
  await read()
  await allShowTheSame()
  expect(readers[1]?.hub.get('questions', keyOf(question))?.state).toMatchObject({
    why: { why: 'person-failed', by: 'm.okafor', detail: 'Permission denied.' },
  })
  expect(readers[1]?.hub.get('tasks', taskOf('task-5'))).toMatchObject({ cancelRequestedBy: 'm.okafor' })
})

/** A question whose answer the host does not take in time, and a reader who hears of it now. */
async function answerOnItsWay() {
  const question = serial()
  bench.host.ask('12', question)
  bench.host.on.answerVm = () => new Promise(() => undefined)
  void bench.answer(question, '0', person)
  await settled()
  await read()
  return question
}

test('an answer whose sender is gone does not stay on its way: whoever reads hears at once that nobody knows', async () => {
  const question = await answerOnItsWay()
  expect(readers[0]?.hub.get('questions', keyOf(question))?.state).toMatchObject({ at: 'sending' })
  await bench.restart()
  await allShowTheSame()
  expect(readers[0]?.hub.get('questions', keyOf(question))?.state).toMatchObject({
    at: 'waiting',
    why: { why: 'answer-unconfirmed', by: 'm.okafor' },
  })
})

test('nor for ever, when its sender does not come back', async () => {
  const question = await answerOnItsWay()
  const [reader] = readers
  const state = () => reader?.hub.get('questions', keyOf(question))?.state
  expect(state()).toMatchObject({ at: 'sending' })
  bench.live.close()
  await bench.clock.pass(65_000)
  reader?.live.tend()
  expect(state()).toMatchObject({ at: 'waiting', why: { why: 'answer-unconfirmed', by: 'm.okafor' } })
})
